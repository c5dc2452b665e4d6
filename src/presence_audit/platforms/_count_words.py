"""The words for thousands, millions and more in the Latin languages whose counts are not read.

"12 mln" is twelve million to those who know the word; to others it is twelve of something. A number before one of
these words is therefore no count. They are those of the compact formats of Unicode CLDR 47, in lower case.
"""

from __future__ import annotations

from typing import Final

_WORDS: Final = (
    "afe alaf bhillean bhilliún bil bilhãu bilijoni bilijuna bilioi bilion biliona bilioni bilionow bilions bilionu "
    "biliuna biliuns biliwn biliãu bilióna biljona biljonat biljoon biljovdna biljovdnat biljovn billean billeanan "
    "billiones billioon billioone billioun billiounen billió billión billiónir billiún billjuhn billjón billjónir "
    "billón billóns bilyan bilyon bilíọ bin bion bió bíliọn dausend dousend dsd duháhat duhát duiliono duilionoj "
    "duisend düüsen ezer hezar hilj hiljada hiljade hjar hozar inkulungwane isigidi isigidintathu juta kilu kotti "
    "kun libo mano melyar melyun mhillean mhilliún mhìle mhíle mie migghiaru mii mijë mile miler milers milhãu "
    "miliad miliar miliard miliarda miliarde miliardoj miliardow miliardy miliarg milies milijardai milijardas "
    "milijarde milijardi milijardo milijardų milijon milijona milijonai milijonas milijone milijoni milijono "
    "milijonų milijun milijuna milioane milioi milion miliona milionaj miliones miliono milionoj milionow milions "
    "milionu miliony miliun miliuna miliuni miliuns miliwn miliãu milió milión milióna milióny miljaard miljardit "
    "miljards miljona miljonat miljoni miljonit miljons miljoon miljovn miljárda miljárdat millar millares millean "
    "milles millia milliardes milliardir milliardos millione milliones millioon millioone millioun milliounen "
    "milliárd millió millión milliónir milliún milljarde milljarðar milljarður milljuhne milljón milljónir millóns "
    "milyan milyar milyard milyon min ming mioin mion miu mió mjd mlg mljrd mlr mlrd mìg mìgia mìle mìltean míle "
    "míliọn mílíọ müň nghìn nikhorv obz piliona ribu rèbu rún sezigidi taúzan thrillean tiliona tiri tiriliãu "
    "tiriliọ tirillón tirilyan tisoč tisuća tisuće tisíc tisíca tisíce tri tril trilhão trilhões trilijonas "
    "trilijono trilijonų trilioane trilion triliun triliwn trilj triljoni triljonit triljons trillean trilliún "
    "trilyon trilyun trion triệu trln tríliọn tsg tuh tuhháát tuusig tysac tysiąc tysiąca tysięcy tús túsund tûzen "
    "tūkst tūkstantis tūkstančiai tūkstančio tūkstančių tūkstotis tūkstoši yuta èwu þúsund ẹgbẹ"
)
ELSEWHERE: Final = frozenset(_WORDS.split())

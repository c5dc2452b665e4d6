"""Whether people can tell that a leader's profile is the real one: five questions, each yes, no or unknown.

What it measures:
    - Is there a public profile on any network?
    - Does it show the full name?
    - Does it name the company, or the company's site?
    - Is it linked from the company's home page, or tagged in the company's posts? That is yes or unknown and never
      no, because a link may stand on another page.
    - Has the platform verified it?

    The result is the share of yes among the questions that could be answered. The indexes that this follows also ask
    for a picture; presence-audit processes no pictures of people, so it does not look.

Why it matters:
    Employees, customers and journalists look a leader up before they listen. Anybody can open an account in the name
    of a chief executive; a link from the company tells which one is real.

How to improve:
    Use the full name, name the company in the profile, and link it from the page about the management and from the
    home page.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from presence_audit.metrics._contract import Metric
from presence_audit.metrics._leaders import leaves_of
from presence_audit.metrics._leaf import sentence
from presence_audit.metrics._measured import Measured

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presence_audit.metrics._leaf import Found
    from presence_audit.metrics._subjects import LeaderView, Subjects
    from presence_audit.metrics._views import ChannelView

_LEGAL_FORM = re.compile(r"\b(?:asa|as|ab|oy|oyj|aps|a/s|gmbh|ag|ltd|plc|inc|sa|ba|kf|iks|hf)\b\.?$")


def _folded(text: str) -> str:
    """Lower case without accents and ornament: what two spellings of one name have in common."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return f" {' '.join(letters.split())} "


def _any(answers: list[bool | None]) -> bool | None:
    """Yes if one says yes, no if all that are known say no, else unknown."""
    if any(answers):
        return True
    return False if answers and all(a is not None for a in answers) else None


def _has_name(view: ChannelView, names: list[str]) -> bool | None:
    shown = view.observation.profile.name if view.observation else None
    if shown is None:
        return None
    words = set(_folded(shown).split())
    return any(set(_folded(name).split()) <= words for name in names)


def _names_company(view: ChannelView, subjects: Subjects) -> bool | None:
    bio = view.observation.profile.bio if view.observation else None
    if bio is None:
        return None
    company = _LEGAL_FORM.sub("", subjects.profiles.company.name.casefold()).strip()
    return _folded(company) in _folded(bio) or subjects.links.names_site(bio)


def _is_pointed_to(leader: LeaderView, subjects: Subjects) -> bool | None:
    """Yes, or unknown: of the company's site only the home page is seen, so that a link elsewhere stays possible."""
    seen = [view.channel for view in leader.channels if view.standing in {"read", "unknown"}]
    is_seen = any(subjects.links.from_site(channel) or subjects.links.is_tagged(channel) for channel in seen)
    return True if is_seen else None


def _measured(leader: LeaderView, subjects: Subjects) -> Measured:
    seen = [view for view in leader.channels if view.is_profile_seen]
    evidence = [e for view in leader.channels for e in view.evidence]
    if not seen:
        return Measured.unknown(leader.why_unknown, evidence)
    names = [leader.leader.name, *leader.leader.aliases]
    verified = [view.observation.profile.verified for view in seen if view.observation]
    answers: dict[str, bool | None] = {
        "a public profile": True,
        "the full name": _any([_has_name(view, names) for view in seen]),
        "the company in the bio": _any([_names_company(view, subjects) for view in seen]),
        "a link or tag by the company": _is_pointed_to(leader, subjects),
        "a verification": _any(verified),
    }
    yes = [what for what, answer in answers.items() if answer]
    no = [what for what, answer in answers.items() if answer is False]
    unknown = [what for what, answer in answers.items() if answer is None]
    reason = sentence(
        f"yes: {', '.join(yes)}",
        f"no: {', '.join(no)}" if no else "",
        f"unknown: {', '.join(unknown)}" if unknown else "",
    )
    interval = (len(yes) / 5, (len(yes) + len(unknown)) / 5) if unknown else None
    answer = Measured.of(len(yes) / (len(yes) + len(no)), evidence, interval=interval, reason=reason)
    return answer.partly(higher=not all(view.is_profile_seen for view in leader.unknown))


def measure(subjects: Subjects) -> Iterator[Found]:
    """One leaf per leader."""
    return leaves_of(METRIC.id, subjects, _measured)


METRIC = Metric(
    id="leader-identified",
    passing="The leader's profile can be told to be the real one",
    failing="The leader's profile is hard to tell from a false one",
    unit="share of five questions",
    curve="100 times the share",
    about=__doc__,
    measure=measure,
)

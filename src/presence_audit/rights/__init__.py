"""The rights of the people who are audited: to be told, to see, to be forgotten, and not to be kept for ever."""

from presence_audit.rights._content import shows
from presence_audit.rights._export import export_subject
from presence_audit.rights._files import Handed
from presence_audit.rights._forget import Forgotten, Places, forget
from presence_audit.rights._notice import KINDS, NoticeKind, notice, notice_kind
from presence_audit.rights._purge import Aged, Limits, age, limits_of, months_before, purge
from presence_audit.rights._tombstones import LeftOut, Veil, left_out, signs_of
from presence_audit.rights._who import leader_called, nobody, only, person_of

__all__ = [
    "KINDS",
    "Aged",
    "Forgotten",
    "Handed",
    "LeftOut",
    "Limits",
    "NoticeKind",
    "Places",
    "Veil",
    "age",
    "export_subject",
    "forget",
    "leader_called",
    "left_out",
    "limits_of",
    "months_before",
    "nobody",
    "notice",
    "notice_kind",
    "only",
    "person_of",
    "purge",
    "shows",
    "signs_of",
]

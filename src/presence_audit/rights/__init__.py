"""The rights of the people who are audited: to be told, to see, to be forgotten, and not to be kept for ever."""

from presence_audit.rights._notice import KINDS, NoticeKind, notice, notice_kind
from presence_audit.rights._tombstones import LeftOut, Veil, left_out, signs_of
from presence_audit.rights._who import leader_called, nobody, only, person_of

__all__ = [
    "KINDS",
    "LeftOut",
    "NoticeKind",
    "Veil",
    "leader_called",
    "left_out",
    "nobody",
    "notice",
    "notice_kind",
    "only",
    "person_of",
    "signs_of",
]

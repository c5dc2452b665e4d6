"""How a finding is made: from a leaf of the report and a text of the catalogue, in the language that was chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from presence_audit.metrics._calendar import DAYS_OF, is_coarse
from presence_audit.model.report import Finding
from presence_audit.scoring import gain_of
from presence_audit.scoring.catalogue import CHANNELS, catalogue, channel_in, phrase, tell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from presence_audit.metrics._measure import Measurement
    from presence_audit.metrics._subjects import Subjects
    from presence_audit.model.observation import Evidence, Post
    from presence_audit.model.profiles import Lang
    from presence_audit.model.report import Leaf, Pillar, Severity
    from presence_audit.scoring.wording import Value

# From this gain on a finding is of high, and of medium severity (points of the total).
_HIGH, _MEDIUM = 2.0, 0.75
_ABOUT = {"week": "about-weeks", "month": "about-months", "year": "about-years"}


def severity_of(gain: float | None) -> Severity:
    """How much a finding matters, by its gain; without one it is for information."""
    if gain is None:
        return "info"
    if gain >= _HIGH:
        return "high"
    return "medium" if gain >= _MEDIUM else "low"


@dataclass(frozen=True)
class Scored:
    """The measurement with its pillars, and the leaves by metric and subject."""

    measurement: Measurement
    pillars: Sequence[Pillar]
    leaves: dict[tuple[str, str], Leaf]

    @property
    def subjects(self) -> Subjects:
        """The company, its channels and its leaders."""
        return self.measurement.subjects

    @property
    def lang(self) -> Lang:
        """The language of the findings."""
        return self.subjects.choices.lang

    def leaf(self, metric: str, subject: str) -> Leaf | None:
        """The leaf of one metric and one subject."""
        return self.leaves.get((metric, subject))

    def value(self, metric: str, subject: str) -> float | None:
        """The value of a leaf, None where there is none."""
        leaf = self.leaf(metric, subject)
        return leaf.value if leaf is not None and leaf.state == "value" else None

    def weak(self, id_: str, metric: str, subject: str) -> Leaf | None:
        """The leaf where it is known, carries weight, and scores less than the finding asks for."""
        below = catalogue().findings[id_].below
        assert below is not None
        leaf = self.leaf(metric, subject)
        return leaf if leaf is not None and leaf.weight and leaf.score is not None and leaf.score < below else None

    def phrase(self, name: str, **values: Value) -> str:
        """A part of a sentence in the language that was chosen."""
        return phrase(name, self.lang, **values)

    def finding(
        self, id_: str, leaf: Leaf, message: str = "message", advice: str = "advice", **values: Value
    ) -> Finding:
        """A finding that rests on a leaf, with what the total would gain. The texts are named as in the catalogue."""
        gain = gain_of(self.pillars, leaf.metric, leaf.subject)
        return self.note(id_, leaf.subject, message, advice, gain=gain, evidence=leaf.evidence, **values)

    def note(
        self,
        id_: str,
        subject: str,
        message: str = "message",
        advice: str | None = "advice",
        *,
        gain: float | None = None,
        evidence: Sequence[Evidence] = (),
        **values: Value,
    ) -> Finding:
        """A finding that rests on no leaf of its own; where `advice` is None there is nothing to do."""
        values = {
            name: channel_in(value, self.lang) if name in CHANNELS and isinstance(value, str) else value
            for name, value in values.items()
        }
        return Finding(
            id=id_,
            subject=subject,
            severity=severity_of(gain),
            message=tell(id_, message, self.lang, **values),
            advice=tell(id_, advice, self.lang, **values) if advice else "",
            gain=gain,
            evidence=tuple(evidence),
            effort=catalogue().findings[id_].effort,
        )


def silent_for(scored: Scored, post: Post) -> str:
    """How long ago the last post came, in whole days of the calendar or as exactly as the platform tells."""
    assert post.published_at is not None
    zone, as_of = scored.subjects.zone, scored.subjects.as_of
    days = max((as_of.astimezone(zone).date() - post.published_at.astimezone(zone).date()).days, 0)
    if not is_coarse(post.date_precision):
        return scored.phrase("days", n=days)
    return scored.phrase(_ABOUT[post.date_precision], n=round(days / DAYS_OF[post.date_precision]))


def held_against(scored: Scored, rate: float, typical: float, leading: float) -> str:
    """What the rate is held against: the typical one, and above it also the leading one."""
    return scored.phrase("held-typical" if rate < typical else "held-leading", typical=typical, leading=leading)

"""Small observations made by hand, of an invented company and its invented leaders."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING, Any

from presence_audit.metrics import Choices, report_of
from presence_audit.model.channel import Channel
from presence_audit.model.observation import (
    ChannelRef,
    Comment,
    Comments,
    Evidence,
    Observation,
    Post,
    Profile,
    Window,
)
from presence_audit.model.outcome import Outcome
from presence_audit.model.profiles import Company, Leader, Profiles, Settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from presence_audit.model.report import Finding, Leaf, Pillar, Report

AS_OF = datetime(2026, 7, 5, 12, 0, tzinfo=UTC)  # a Sunday whose 26 weeks hold no week of general holiday
HOME = "https://nordlys.example"
_numbers = count(1)


def letters(number: int) -> str:
    """A number as a word, which no normalising takes away."""
    return "".join(chr(ord("a") + int(digit)) for digit in str(number))


def post(days_ago: float, text: str | None = None, *, as_of: datetime = AS_OF, **more: Any) -> Post:
    """A post so many days before the audit; by default a text that resembles no other."""
    number = next(_numbers)
    said = f"nyhet {letters(number)}" if text is None else text
    flags: dict[str, Any] = {"is_reply": False, "is_repost": False, "is_pinned": False}
    return Post(f"{number:09}", "", as_of - timedelta(days=days_ago), text=said, **(flags | more))


def posts(*days_ago: float) -> tuple[Post, ...]:
    """One post for each of the days."""
    return tuple(post(days) for days in days_ago)


def every(step: float, until: float = 182, start: float = 0.5) -> tuple[Post, ...]:
    """A post every `step` days, from `start` days ago back to `until`."""
    return posts(*(start + step * n for n in range(int((until - start) / step) + 1)))


def channel(platform: str, handle: str = "nordlys", owner: str = "company", **more: Any) -> Channel:
    """A channel with a URL that only its platform and handle say something of."""
    return Channel(platform, "account", handle, f"https://{platform}.example/{handle}", owner, **more)


def seen(
    of: Channel,
    listed: Iterable[Post] = (),
    *,
    outcome: Outcome = Outcome.OK,
    back_to: float | None = None,
    complete: bool = True,
    observed_at: datetime = AS_OF,
    reason: str = "",
    **profile: Any,
) -> Observation:
    """An observation; `back_to` says how many days a cut-off listing reaches back."""
    return Observation(
        ChannelRef(of.platform, of.kind, of.handle, of.url),
        outcome,
        reason,
        observed_at=observed_at,
        profile=Profile(**profile),
        posts=tuple(listed),
        window=Window(
            reaches_back_to=AS_OF - timedelta(days=back_to) if back_to is not None else None,
            complete=complete and back_to is None,
        ),
        evidence=(Evidence(of.url, 200, "0" * 64, observed_at),),
    )


def home(*links: str) -> Observation:
    """The company's home page with its links."""
    return seen(Channel("website", "site", "nordlys.example", HOME), links=links, complete=False)


def leader(
    id_: str = "kari", role: str = "CEO", name: str = "Kari Nordmann", channels: Sequence[Channel] = ()
) -> Leader:
    return Leader(id_, name, role, channels=tuple(channels))


class Audit:
    """A company under audit: channels and leaders are added, then the report is asked."""

    def __init__(self, kind: str = "b2b", zone: str = "Europe/Oslo", window_days: int = 182, **company: Any) -> None:
        self.company = Company("Nordlys AS", HOME, kind, zone, **company)  # type: ignore[arg-type]
        self.channels: list[Channel] = []
        self.leaders: list[Leader] = []
        self.observations: dict[str, Observation] = {}
        self.home: Observation | None = None
        self.as_of = AS_OF
        self.settings = Settings(window_days=window_days)
        self.choices = Choices()

    def on(self, of: Channel, listed: Iterable[Post] = (), **more: Any) -> Audit:
        """Add a company channel with what was seen of it."""
        self.channels.append(of)
        if not of.absent:
            self.observations[of.id] = seen(of, listed, **more)
        return self

    def led_by(self, who: Leader, *observations: Observation) -> Audit:
        """Add a leader with what was seen of his or her channels, in the order they are listed."""
        self.leaders.append(who)
        for of, observation in zip(who.channels, observations, strict=False):
            self.observations[of.id] = observation
        return self

    @property
    def report(self) -> Report:
        profiles = Profiles(
            "profiles.yaml", self.company, tuple(self.channels), tuple(self.leaders), settings=self.settings
        )
        return report_of(profiles, self.observations, self.home, self.as_of, tool_version="0", choices=self.choices)

    def leaf(self, metric: str, subject: str = "company") -> Leaf:
        """The leaf of one metric and one subject."""
        return next(
            leaf
            for pillar in self.report.pillars
            for leaf in pillar.leaves
            if leaf.metric == metric and leaf.subject == subject
        )

    def pillar(self, name: str) -> Pillar:
        return next(pillar for pillar in self.report.pillars if pillar.id == name)

    def finding(self, id_: str) -> Finding | None:
        return next((finding for finding in self.report.findings if finding.id == id_), None)


def said(
    hours_ago: float,
    under: Post,
    text: str | None = None,
    *,
    to: Comment | None = None,
    by: str | None = "ola@fritt.example",
    as_of: datetime = AS_OF,
    **more: Any,
) -> Comment:
    """A comment so many hours before the audit under a post of the account, in answer to the post or to a comment."""
    number = next(_numbers)
    words = f"omtale {letters(number)}" if text is None else text
    flags: dict[str, Any] = {"parent": to.id if to else under.id, "is_own": False}
    return Comment(
        f"c{number:09}",
        "",
        under.id,
        author=by,
        published_at=as_of - timedelta(hours=hours_ago),
        text=words,
        **(flags | more),
    )


def asked(hours_ago: float, under: Post, **more: Any) -> Comment:
    """A question of somebody who asks no other one."""
    number = next(_numbers)
    more.setdefault("by", f"spør{letters(number)}@fritt.example")
    return said(hours_ago, under, f"Når kommer {letters(number)}?", **more)


def answer(to: Comment, after: float, **more: Any) -> Comment:
    """What the account itself says to a comment, so many hours after it."""
    assert to.published_at is not None
    number = next(_numbers)
    flags: dict[str, Any] = {"parent": to.id, "author": None, "is_own": True, "text": f"svar {letters(number)}"}
    return Comment(
        f"c{number:09}", "", to.post, published_at=to.published_at + timedelta(hours=after), **(flags | more)
    )


def commented(observation: Observation, *comments: Comment, since: float = 91) -> Observation:
    """The observation with what was said under the posts of the last so many days."""
    return replace(observation, comments=Comments(AS_OF - timedelta(days=since), comments))


def prose(words: int = 30, sentences: int = 3, long: int = 6) -> str:
    """A text that resembles no other, with so many words and sentences, of which `long` words have seven letters."""
    said = [letters(next(_numbers) + (10**6 if n < long else 0) + 100)[: 7 if n < long else 6] for n in range(words)]
    for n in range(sentences):
        place = round(n * words / sentences)
        said[place] = said[place].capitalize()
        if n:
            said[place - 1] += "."
    return f"{' '.join(said)}."

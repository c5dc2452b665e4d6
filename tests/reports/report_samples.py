"""Reports built by hand, of invented companies and people. Their sums are made as the method says."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta
from math import fsum
from typing import TYPE_CHECKING

from presence_audit.model.observation import Count, Evidence, Window
from presence_audit.model.outcome import Outcome
from presence_audit.model.report import (
    ChannelLine,
    CompanyLine,
    Finding,
    LeaderLine,
    Leaf,
    Pillar,
    PillarId,
    Report,
    Score,
    State,
    Tool,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

AS_OF = datetime(2026, 11, 20, 6, 0, tzinfo=UTC)
WEIGHTS: dict[PillarId, float] = {
    "cadence": 25,
    "leaders": 25,
    "consistency": 15,
    "dialogue": 12,
    "content": 10,
    "coverage": 8,
    "ambassadors": 5,
}

HOSTILE = (
    "\x1b[31mRed\x1b]8;;https://evil.example\x07\x9b2J [red]x[/red] [link=https://evil.example]y[/link] "
    "\u202eesrever\u202c\u2066iso\u2069 zero\u200bwidth\ufeff <script>alert(1)</script> <b>b</b> | pipe || "
    "@torvalds #12 GH-7 https://evil.example/a www.evil.example a@evil.example [t](https://evil.example) "
    "![i](https://evil.example/i.png) `tick ``two` *b* _i_ ~~s~~ &lt;b&gt; 日本語 "
    "👩‍👩‍👧 e\u0301\u0301\u0301\u0301\u0301\u0301\r\n\0\x7f"
    "# heading\n- list\n===\n<!-- --> </details> $x$ :+1: <https://evil.example>"
)


def days_ago(days: float) -> datetime:
    return AS_OF - timedelta(days=days)


def evidence(url: str, status: int | None = 200) -> tuple[Evidence, ...]:
    digest = hashlib.sha256(url.encode()).hexdigest() if status else None
    return (Evidence(url, status, digest, AS_OF - timedelta(minutes=2)),)


def leaf(metric: str, subject: str, weight: float, **rest: object) -> Leaf:
    known: dict[str, object] = {
        "state": "value",
        "value": None,
        "interval": None,
        "score": None,
        "reason": "",
        "evidence": (),
    }
    return Leaf.model_validate({"metric": metric, "subject": subject, "weight": weight} | known | rest)


def without(metric: str, subject: str, weight: float, state: State, reason: str) -> Leaf:
    score = 0 if state == "absent" else None
    return leaf(metric, subject, weight, state=state, score=score, reason=reason)


def pillar(name: PillarId, leaves: Sequence[Leaf]) -> Pillar:
    known = [(one.weight, one.score) for one in leaves if one.score is not None]
    applicable = fsum(one.weight for one in leaves if one.state != "not-applicable")
    weight = fsum(weight for weight, _ in known)
    coverage = weight / applicable if applicable else 0.0
    points = fsum(weight * score for weight, score in known) / weight if coverage >= 0.4 else None
    return Pillar(id=name, weight=WEIGHTS[name], score=points, coverage=min(coverage, 1.0), leaves=tuple(leaves))


def total(pillars: Sequence[Pillar]) -> float | None:
    known = [(one.weight, one.score) for one in pillars if one.score is not None]
    if not known:
        return None
    return float((fsum(w * s**0.5 for w, s in known) / sum(w for w, _ in known)) ** 2)


def _filled(pillars: Sequence[Pillar], points: float) -> float:
    """The total with every unknown leaf at `points`."""
    whole = [
        pillar(
            one.id,
            [leaf.model_copy(update={"score": points}) if leaf.state == "unknown" else leaf for leaf in one.leaves],
        )
        for one in pillars
    ]
    made = total(whole)
    return points if made is None else made


def assembled(
    pillars: Sequence[Pillar],
    *,
    name: str = "Nordlys Energi",
    timezone: str = "Europe/Oslo",
    grade: str | None = None,
    provisional: bool = True,
    cap: str | None = None,
    channels: Sequence[ChannelLine] = (),
    leaders: Sequence[LeaderLine] = (),
    findings: Sequence[Finding] = (),
) -> Report:
    coverage = fsum(one.weight * one.coverage for one in pillars) / 100
    return Report(
        schema="presence-audit/report/1",
        tool=Tool(name="presence-audit", version="0.1.0"),
        method="v1",
        as_of=AS_OF,
        window_days=182,
        company=CompanyLine(name=name, website="https://nordlys.example", timezone=timezone, kind="b2b", size=120),
        score=Score(
            value=total(pillars),
            grade=grade,
            provisional=provisional,
            likely=(_filled(pillars, 20), _filled(pillars, 80)),
            bounds=(_filled(pillars, 0), _filled(pillars, 100)),
            coverage=min(coverage, 1.0),
            confidence="low",
            cap=cap,
        ),
        pillars=tuple(pillars),
        channels=tuple(channels),
        leaders=tuple(leaders),
        findings=tuple(findings),
    )


def channel(platform: str, handle: str, outcome: Outcome, **rest: object) -> ChannelLine:
    known: dict[str, object] = {
        "id": f"channel:{platform}:{handle}",
        "owner": "company",
        "platform": platform,
        "handle": handle,
        "url": f"https://{platform}.example/{handle}",
        "outcome": outcome,
        "reason": "",
        "next_step": outcome.next_step,
        "followers": None,
        "posts_seen": None,
        "posts_per_week": None,
        "last_post_at": None,
        "window": Window(),
        "provenance": "live",
    }
    return ChannelLine.model_validate(known | rest)


def leader(name: str, role: str, **rest: object) -> LeaderLine:
    known: dict[str, object] = {
        "id": name.split(" ", maxsplit=1)[0].lower(),
        "visibility": None,
        "coverage": 0.0,
        "last_post_at": None,
        "posts_per_week": None,
    }
    return LeaderLine.model_validate(known | {"name": name, "role": role} | rest)


def _full_pillars() -> list[Pillar]:
    wall = "LinkedIn shows the posts to signed-in visitors only"
    linkedin, bluesky = "channel:linkedin:nordlys", "channel:bluesky:nordlys.example"
    feed, youtube = "channel:feed:https://nordlys.example/feed/", "channel:youtube:@nordlys"
    instagram = "channel:instagram:nordlys"
    ceo, cfo, coo = "leader:kari", "leader:per", "leader:liv"
    sky = evidence("https://public.api.bsky.example/xrpc/app.bsky.feed.getAuthorFeed?actor=nordlys.example")
    own = evidence("https://public.api.bsky.example/xrpc/app.bsky.feed.getAuthorFeed?actor=kari.example")
    rss = evidence("https://nordlys.example/feed/")
    tube = evidence("https://www.youtube.example/feeds/videos.xml?channel_id=UCnordlys")
    gone = evidence("https://www.instagram.example/nordlys/", 404)
    return [
        pillar(
            "cadence",
            [
                without("posts-per-week", linkedin, 0.30, "unknown", wall),
                leaf("posts-per-week", bluesky, 0.10, value=3.0, interval=(2.25, 3.92), score=62.66, evidence=sky),
                leaf("posts-per-week", feed, 0.15, value=1.0, score=70.95, evidence=rss),
                leaf("posts-per-week", youtube, 0.10, value=2 / 13, score=13.794, evidence=tube),
                leaf(
                    "posts-per-week",
                    instagram,
                    0.15,
                    state="absent",
                    score=0,
                    reason="the account was not found",
                    evidence=gone,
                ),
            ],
        ),
        pillar(
            "leaders",
            [
                leaf("leader-identified", ceo, 0.0675, value=0.8, score=80, evidence=own),
                leaf("leader-posts-per-week", ceo, 0.1575, value=0.5, score=50, evidence=own),
                leaf("leader-last-post", ceo, 0.0675, value=10.0, score=83.334, evidence=own),
                leaf("leader-participation", ceo, 0.1125, value=0.35, score=70, evidence=own),
                leaf("leader-own-voice", ceo, 0.045, value=0.9, score=90, evidence=own),
                leaf("leader-identified", cfo, 0.0225, value=0.6, score=60, evidence=own),
                leaf("leader-posts-per-week", cfo, 0.0525, value=0.0, score=0, evidence=own),
                leaf("leader-last-post", cfo, 0.0225, value=160.0, score=7.1, evidence=own),
                without("leader-participation", cfo, 0.0, "not-applicable", "no post in the period"),
                without("leader-own-voice", cfo, 0.0, "not-applicable", "no post in the period"),
                *(
                    without(metric, coo, weight, "absent", "no public profile; the profiles file says so")
                    for metric, weight in (
                        ("leader-identified", 0.0225),
                        ("leader-posts-per-week", 0.0525),
                        ("leader-last-post", 0.0225),
                    )
                ),
                leaf("leader-breadth", "company", 0.25, value=1 / 3, score=54.444, evidence=own),
            ],
        ),
        pillar(
            "consistency",
            [
                without("active-weeks", linkedin, 0.15, "unknown", wall),
                leaf("active-weeks", bluesky, 0.05, value=20 / 26, score=90, evidence=sky),
                leaf("longest-silence", bluesky, 0.03, value=18.0, score=85.116, evidence=sky),
                leaf("longest-silence", youtube, 0.03, value=70.0, score=4.205, evidence=tube),
                without("burstiness", youtube, 0.02, "unknown", "fewer than 8 gaps between days of posting"),
            ],
        ),
        pillar("dialogue", [without("dialogue-share", linkedin, 0.3, "unknown", wall)]),
        pillar(
            "content",
            [
                leaf("originality", "company", 0.25, value=0.92, score=92, evidence=sky),
                leaf("alt-text", "company", 0.2, value=0.65, score=63.333, evidence=sky),
            ],
        ),
        pillar(
            "coverage",
            [
                leaf("channel-recency", bluesky, 0.1, value=3.0, score=97.87, evidence=sky),
                leaf("channel-recency", youtube, 0.1, value=40.0, score=40, evidence=tube),
                without("channel-recency", linkedin, 0.3, "unknown", wall),
                leaf("linked-accounts", "company", 0.25, value=0.8, score=80, evidence=rss),
            ],
        ),
        pillar("ambassadors", []),
    ]


def full() -> Report:
    """An active CEO, a silent leader, an absent one; a dormant channel, a walled one, and one that is gone."""
    wall = "LinkedIn shows the posts to signed-in visitors only"
    whole = Window(days_ago(180), days_ago(3), days_ago(182), complete=True)
    return assembled(
        _full_pillars(),
        grade="C",
        channels=[
            channel("linkedin", "nordlys", Outcome.LOGIN_WALL, reason=wall, followers=Count(3200, "rounded")),
            channel(
                "bluesky",
                "nordlys.example",
                Outcome.OK,
                followers=Count(1234),
                posts_seen=78,
                posts_per_week=3.0,
                last_post_at=days_ago(3),
                window=whole,
            ),
            channel(
                "feed",
                "https://nordlys.example/feed/",
                Outcome.OK,
                posts_seen=26,
                posts_per_week=1.0,
                last_post_at=days_ago(6),
            ),
            channel(
                "youtube",
                "@nordlys",
                Outcome.OK,
                followers=Count(500, "bracket"),
                posts_seen=4,
                posts_per_week=2 / 13,
                last_post_at=days_ago(40),
                window=whole,
            ),
            channel("instagram", "nordlys", Outcome.NOT_FOUND, reason="The site answered 404"),
            channel("tiktok", "", Outcome.NOT_ATTEMPTED, provenance="declared", next_step="", url=""),
            channel(
                "facebook",
                "nordlys",
                Outcome.ROBOTS_DISALLOWED,
                reason="robots.txt asks all robots to stay out of /nordlys",
            ),
            channel("mastodon", "nordlys@social.example", Outcome.ZERO_POSTS, followers=Count(7), posts_per_week=0.0),
            channel(
                "bluesky",
                "kari.example",
                Outcome.OK,
                owner="leader:kari",
                followers=Count(812),
                posts_seen=13,
                posts_per_week=0.5,
                last_post_at=days_ago(10),
                window=whole,
            ),
            channel("linkedin", "in/kari-nordmann", Outcome.LOGIN_WALL, owner="leader:kari", reason=wall),
            channel(
                "mastodon",
                "per@social.example",
                Outcome.OK,
                owner="leader:per",
                followers=Count(41),
                posts_seen=9,
                posts_per_week=0.0,
                last_post_at=days_ago(160),
            ),
        ],
        leaders=[
            leader(
                "Kari Nordmann",
                "CEO",
                visibility=68.3,
                coverage=1.0,
                last_post_at=days_ago(10),
                posts_per_week=0.5,
            ),
            leader("Per Hansen", "CFO", visibility=15.4, coverage=1.0, last_post_at=days_ago(160), posts_per_week=0.0),
            leader("Liv Ås", "COO", visibility=0.0, coverage=1.0),
        ],
        findings=[
            Finding(
                id="silence",
                subject="channel:youtube:@nordlys",
                severity="low",
                message="Longest silence: 70 days.",
                advice="Plan for holidays and busy periods.",
                gain=1.2,
                evidence=(),
            ),
            Finding(
                id="dormant",
                subject="channel:youtube:@nordlys",
                severity="high",
                message="youtube @nordlys has been silent for 40 days.",
                advice="Revive it, or close it and point to a live channel.",
                gain=2.34,
                evidence=evidence("https://www.youtube.example/feeds/videos.xml?channel_id=UCnordlys"),
            ),
            Finding(
                id="leader-silent",
                subject="leader:per",
                severity="high",
                message="Per Hansen has a profile but has not posted for 160 days.",
                advice="One post every other week is what active top leaders typically manage.",
                gain=3.1,
                evidence=(),
            ),
            Finding(
                id="leader-absent",
                subject="leader:liv",
                severity="medium",
                message="We found no public profile for Liv Ås.",
                advice="Leading the way starts with being there: a complete profile, then a first post.",
                gain=1.7,
                evidence=(),
            ),
            Finding(
                id="unknown",
                subject="channel:linkedin:nordlys",
                severity="info",
                message="Not measured: linkedin nordlys is behind a login.",
                advice="It is left out, not counted as zero. Add an export to include it.",
                gain=None,
                evidence=(),
            ),
        ],
    )


def all_unknown() -> Report:
    """Nothing could be read at all, so there is no score."""
    wall = "the site asks for a login"
    subjects = ("channel:linkedin:nordlys", "leader:kari")
    return assembled(
        [
            pillar("cadence", [without("posts-per-week", subjects[0], 1.0, "unknown", wall)]),
            pillar(
                "leaders",
                [
                    without("leader-posts-per-week", subjects[1], 0.75, "unknown", wall),
                    without("leader-last-post", subjects[1], 0.15, "unknown", wall),
                    without("leader-participation", subjects[1], 0.1, "unknown", wall),
                ],
            ),
            pillar("consistency", [without("longest-silence", subjects[0], 1.0, "unknown", wall)]),
            pillar("dialogue", [without("response-rate", "company", 1.0, "unknown", "mentions are behind a login")]),
            pillar("content", [without("originality", "company", 1.0, "unknown", wall)]),
            pillar("coverage", [without("channel-recency", subjects[0], 1.0, "unknown", wall)]),
            pillar("ambassadors", [without("employee-voices", "company", 1.0, "unknown", "no source shows it")]),
        ],
        channels=[
            channel("linkedin", "nordlys", Outcome.LOGIN_WALL, reason=wall),
            channel("linkedin", "in/kari", Outcome.LOGIN_WALL, reason=wall, owner="leader:kari"),
        ],
        leaders=[leader("Kari Nordmann", "CEO")],
    )


def empty() -> Report:
    """Neither a leader nor a channel is named."""
    return assembled([pillar(name, []) for name in WEIGHTS])


def measured() -> Report:
    """Every claim of the article has its number, and the grade stands."""
    values: dict[PillarId, list[tuple[str, float]]] = {
        "cadence": [("posts-per-week", 4.0)],
        "leaders": [("leader-participation", 0.4), ("leader-participation", 0.1), ("leader-breadth", 1.0)],
        "consistency": [("longest-silence", 9.0)],
        "dialogue": [("response-rate", 0.75), ("response-time", 3.2)],
        "content": [("originality", 0.95)],
        "coverage": [("linked-accounts", 1.0)],
        "ambassadors": [("employee-voices", 4.0), ("h-index", 6.0)],
    }
    pillars = [
        pillar(name, [leaf(metric, "company", 1.0, value=value, score=90) for metric, value in leaves])
        for name, leaves in values.items()
    ]
    return assembled(
        pillars,
        grade="C",
        provisional=False,
        channels=[channel("feed", "a", Outcome.OK, last_post_at=AS_OF, posts_per_week=4.0, provenance="permission")],
        leaders=[
            leader("Kari Nordmann", "CEO", visibility=90.0, last_post_at=days_ago(1), posts_per_week=12.5, coverage=1),
            leader("Ola Moe", "CTO", visibility=89.96, last_post_at=days_ago(0), posts_per_week=0.004, coverage=1),
        ],
    )


def hostile(words: str = HOSTILE) -> Report:
    """The full report, with the same foreign words wherever a stranger could have written them."""
    report = full()
    named = {"name": words, "role": words}
    shown = {"platform": words, "handle": words, "url": words, "reason": words, "next_step": words}
    said = {"message": words, "advice": words, "subject": words}
    proof = (Evidence(words, 200, words, AS_OF),)
    leaves = {"reason": words, "evidence": proof}
    content = {"metric": words, "subject": words}
    return report.model_copy(
        update={
            "method": words,
            "tool": Tool(name=words, version=words),
            "company": report.company.model_copy(update={"name": words, "timezone": words}),
            "score": report.score.model_copy(update={"cap": words, "grade": words}),
            "leaders": tuple(one.model_copy(update=named) for one in report.leaders),
            "channels": tuple(one.model_copy(update=shown) for one in report.channels),
            "findings": tuple(one.model_copy(update=said) for one in report.findings),
            "pillars": tuple(
                one.model_copy(
                    update={
                        "leaves": tuple(
                            leaf.model_copy(update=leaves | (content if one.id == "content" else {}))
                            for leaf in one.leaves
                        )
                    }
                )
                for one in report.pillars
            ),
        }
    )


def many() -> Report:
    """Thirty channels and twenty-five leaders."""
    report = full()
    return report.model_copy(
        update={
            "score": report.score.model_copy(update={"cap": "No leader posted in 182 days, so the grade is at most C"}),
            "channels": tuple(
                one.model_copy(update={"handle": f"{one.handle}-{place}"})
                for place, one in enumerate((report.channels * 3)[:30])
            ),
            "leaders": tuple(
                leader(f"Person{place} Etternavn-Hansen", f"Head of area {place}", visibility=place * 4.0)
                for place in range(25)
            ),
        }
    )


SAMPLES: dict[str, Callable[[], Report]] = {
    "full": full,
    "all_unknown": all_unknown,
    "empty": empty,
    "measured": measured,
    "hostile": hostile,
    "many": many,
}

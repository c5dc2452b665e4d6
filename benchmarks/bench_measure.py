"""How long the whole method takes over very many posts: from observations to the finished report.

    python benchmarks/bench_measure.py [POSTS] [AUDITS]

POSTS invented posts (default 1,000,000) of one company with nine channels and five leaders, or spread over AUDITS
companies of the same shape that are measured one after the other. Prints the CPU time of measuring, without that of
making the posts, and the most memory that the process ever held. Run by hand; the figures stand below.

    2026-11-26, 2 cores of which one was busy, Python 3.11; the goal is 60 s and 1 GiB (1,024 MiB)
      1 audit    999,925 posts   50.0 s   at most 1,009 MiB, of which the posts themselves are 869 MiB
    100 audits   989,000 posts   45.5 s   at most    91 MiB
"""

from __future__ import annotations

import random
import resource
import sys
import time
from datetime import UTC, datetime, timedelta

from presence_audit.metrics import report_of
from presence_audit.model.channel import Channel
from presence_audit.model.observation import (
    ChannelRef,
    Comment,
    Comments,
    Engagement,
    Evidence,
    Observation,
    Post,
    Profile,
    Window,
)
from presence_audit.model.outcome import Outcome
from presence_audit.model.profiles import Company, Leader, Profiles

AS_OF = datetime(2026, 7, 5, 12, tzinfo=UTC)
COMPANY = ("linkedin", "facebook", "instagram", "youtube", "bluesky", "mastodon", "threads", "feed", "x")
LEADERS = ("bluesky", "mastodon", "linkedin", "threads", "x")
KINDS = ("text", "image", "video", "link", "gallery", "poll")
DAYS = 182


def _word(rng: random.Random) -> str:
    return "".join(rng.choice("aeiourstnlkmdgbv") for _ in range(rng.randint(2, 11)))


def _posts(rng: random.Random, vocabulary: list[str], count: int, name: str) -> tuple[Post, ...]:
    """Posts as they are written: some of a few words, some of fifty, one in twenty a repeat, one in five an answer."""
    made: list[Post] = []
    for number in range(count):
        text = " ".join(rng.choices(vocabulary, k=rng.randint(3, 50)))
        if made and rng.random() < 0.05:
            text = made[-1].text
        is_reply = rng.random() < 0.2
        links = (f"https://{name}.example/{number}",) if rng.random() < 0.3 else ()
        text += " ?" if rng.random() < 0.1 else "."
        text += f" {links[0]}" if links else ""
        made.append(
            Post(
                f"{name}{number}",
                f"https://{name}.example/p/{number}",
                AS_OF - timedelta(seconds=rng.random() * DAYS * 86_400),
                kind=rng.choice(KINDS),
                text=text,
                is_reply=is_reply,
                is_repost=rng.random() < 0.05,
                is_pinned=False,
                language="nb",
                media=1,
                media_with_alt=rng.randint(0, 1),
                links=links,
                hashtags=("energi",) * rng.randint(0, 6),
                mentions=("kari.example",) if rng.random() < 0.1 else (),
                engagement=Engagement(rng.randint(0, 30), rng.randint(0, 5), rng.randint(0, 5)),
                reply_to=f"person{rng.randint(0, 500)}" if is_reply else None,
            )
        )
    return tuple(made)


def _observation(channel: Channel, posts: tuple[Post, ...]) -> Observation:
    comments = None
    if channel.platform in {"bluesky", "mastodon"} and channel.owner == "company":
        asked = [p for p in posts if p.published_at and p.published_at >= AS_OF - timedelta(days=91)][:2_000]
        said = [
            Comment(f"c{n}", "", p.id, p.id, f"kunde{n}", is_own=False, published_at=p.published_at, text="Virker det?")
            for n, p in enumerate(asked)
            if p.published_at
        ]
        comments = Comments(AS_OF - timedelta(days=91), tuple(said))
    return Observation(
        ChannelRef(channel.platform, channel.kind, channel.handle, channel.url),
        Outcome.OK,
        observed_at=AS_OF,
        profile=Profile(name="Nordlys"),
        posts=posts,
        window=Window(complete=True),
        evidence=(Evidence(channel.url, 200, "0" * 64, AS_OF),),
        comments=comments,
    )


def _audit(rng: random.Random, vocabulary: list[str], posts: int) -> tuple[Profiles, dict[str, Observation]]:
    channels = [Channel(p, "account", "nordlys", f"https://{p}.example/nordlys") for p in COMPANY]
    leaders = []
    for number in range(5):
        name = f"l{number}"
        own = [Channel(p, "account", name, f"https://{p}.example/{name}", f"leader:{name}") for p in LEADERS]
        leaders.append(Leader(name, f"Leder {number}", "CFO" if number else "CEO", channels=tuple(own)))
    company = Company("Nordlys AS", "https://nordlys.example", country="NO")
    profiles = Profiles("p.yaml", company, tuple(channels), tuple(leaders))
    # A leader's channel has a tenth of the posts of a company's.
    share = posts // (len(channels) * 10 + len(leaders) * len(LEADERS))
    found = {}
    for channel in profiles.all_channels:
        count = share * (10 if channel.owner == "company" else 1)
        name = f"{channel.platform}{channel.owner[-2:]}"
        found[channel.id] = _observation(channel, _posts(rng, vocabulary, count, name))
    return profiles, found


def main(posts: int = 1_000_000, audits: int = 1) -> None:
    """Make the posts, measure them, print what it took."""
    rng = random.Random(1)  # the same posts every time
    vocabulary = [_word(rng) for _ in range(20_000)]
    took = counted = made = 0.0
    for _ in range(audits):
        profiles, found = _audit(rng, vocabulary, posts // audits)
        made = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        begun = time.process_time()
        report = report_of(profiles, found, None, AS_OF, tool_version="bench")
        took += time.process_time() - begun
        counted += sum(len(o.posts) for o in found.values())
        assert report.score.value is not None
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{counted:,.0f} posts in {audits} audits: {took:.1f} s; at most {most:.0f} MiB, {made:.0f} of them the posts"
    )


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:]))

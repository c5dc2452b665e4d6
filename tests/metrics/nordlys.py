"""The worked example of the method as observations: the fictional Nordlys AS, B2B, with three leaders.

Every number of the example stands here as posts, comments and profiles, so that the whole way from what was seen to the
report is gone. What the example does not say (which posts hold a picture, say) is chosen so that its numbers come out.
Days are counted back from the audit; `day + 0.1` is earlier on the same local day.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from metrics.observed import AS_OF, Audit, channel, home, leader, letters, post, seen

from presence_audit.model.observation import Comment, Comments, Engagement
from presence_audit.model.outcome import Outcome

if TYPE_CHECKING:
    from presence_audit.model.observation import Kind, Post

# 77 posting days in 24 of 26 weeks, the longest silence 11 days, burstiness A = .20999597; 34 of them in 91 days.
FACEBOOK_DAYS = (
    *range(1, 8), 18, 19, 21, 22, 23, *range(34, 43), *range(46, 52), 62, 63, 74, 76, 77, 88,
    *range(90, 100), *range(110, 124), 134, *range(145, 157), *range(167, 174),
)  # fmt: skip
BURST_DAY, BUSY_DAYS, WORDLESS_DAYS = 38, (2, 19, 47), (62, 63, 74, 76, 77, 88, 90)
ASKING_DAYS, TAGGED_DAYS, REPEATED = (1, 2, 3, 5, 6, 7, 35, 36, 37, 39, 41, 42), (46, 47, 48), (21, 22, 23, 19)
# In 20 of 26 weeks, the longest silence 18 days, no bursts; three posts on each of the 13 days of the newer half.
BLUESKY_DAYS, BLUESKY_OLDER = tuple(range(3, 88, 7)), (105, 119, 133, 147, 161, 171, 180)
CROSSED, READABLE = {3: 4, 17: 18, 31: 34, 38: 40}, (45, 52, 59, 66, 73)
BLOG_DAYS = (*range(6, 91, 7), *range(105, 155, 7), 168)
YOUTUBE_DAYS = (40, 70, 140, 170)
LINKEDIN_DAYS = (2, 5.2, 8.5, 11.8, 15.1, 18.4, 21.7, 25, 28.2, 31.5)
# Hours until nine of twelve questions were answered: half of all within 3.2 hours.
DELAYS = (0.5, 1, 1.5, 2, 3, 3.2, 5, 10, 20, None, None, None)

_STEMS = ["vi", "bygger", "nytt", "anlegg", "for", "kunder", "langs", "kysten"]


def words(name: str) -> str:
    """Eight words that occur in no text of another name."""
    return " ".join(f"{stem}{name}" for stem in _STEMS)


def _facebook_text(day: float, place: int) -> str:
    if day in WORDLESS_DAYS or (day == BURST_DAY and place > 2):
        return ""
    return words(f"f{letters(int(day))}x{letters(place)}") + (" ?" if day in ASKING_DAYS and not place else "")


def _facebook() -> list[Post]:
    """52 posts in 91 days: 38 count, 10 lie above the cap of their day, 4 nearly repeat an earlier one."""
    listed = []
    for day in FACEBOOK_DAYS:
        for place in range(12 if day == BURST_DAY else 2 if day in BUSY_DAYS else 1):
            tags = tuple("abcd") if day in TAGGED_DAYS and not place else ("nordlys",) if day in WORDLESS_DAYS else ()
            when = day + 0.1 - place / 1_000 if day > 1 else day
            listed.append(post(when, _facebook_text(day, place), kind="image", hashtags=tags))
    return listed + [post(day - 0.5, _facebook_text(day, 0), kind="image") for day in REPEATED]


def lix_texts() -> list[str]:
    """Five texts, all in all 200 words in 10 sentences, 54 of them of more than six letters: LIX 20 + 27 = 47."""
    texts = []
    for number, long in enumerate((11, 11, 11, 11, 10)):
        said = [f"langord{letters(10 * number + place // 9)}{letters(place)}" for place in range(long)]
        said += [f"o{letters(number)}{letters(place)}" for place in range(40 - long)]
        texts.append(f"{' '.join(said[:20])}. {' '.join(said[20:])}.")
    return texts


def _kind(number: int) -> tuple[Kind, dict[str, Any]]:
    """Of the 39 posts 12 are pictures (40 of them, 26 with a text), 18 films, 7 plain, and of two nobody knows."""
    if number < 12:
        pictures, described = (
            ((3, 3) if number < 7 else (3, 0)) if number < 8 else ((4, 4), (4, 1), (4, 0), (4, 0))[number - 8]
        )
        return "image", {"media": pictures, "media_with_alt": described}
    return ("video" if number < 30 else "text" if number < 37 else "other"), {}


def _bluesky_posts() -> list[Post]:
    """39 posts in 91 days: 21 just a link, 4 verbatim those of Facebook, 5 long enough to judge how they read."""
    listed: list[Post] = []
    readable = iter(lix_texts())
    for week, day in enumerate(BLUESKY_DAYS):
        for place in range(3):
            kind, more = _kind(len(listed))
            if place and len([p for p in listed if p.links]) < 21:
                text, more["links"] = (
                    f"sak{letters(week)}{letters(place)}",
                    (f"https://nordlys.example/{week}/{place}",),
                )
            elif not place and day in CROSSED:
                text = _facebook_text(CROSSED[day], 0)
            else:
                text = next(readable) if not place and day in READABLE else words(f"b{letters(week)}x{letters(place)}")
            if place == 2 and week >= 8:
                more["mentions"] = ("kari.nordmann.example",)
            likes = 9 if not place and week < 6 else 1
            listed.append(post(day + place / 10, text, kind=kind, engagement=Engagement(likes=likes), **more))
    return listed


def _answers(under: list[Post]) -> tuple[list[Post], Comments]:
    """12 questions of people whose names are not shown, nine answers to them, and four replies to others."""
    replies: list[Post] = []
    said: list[Comment] = []
    for number, delay in enumerate(DELAYS):
        asked = AS_OF - timedelta(days=10 + 6 * number)
        asked_about = next(one.id for one in under if one.published_at and one.published_at < asked)
        text = f"Kommer dere til {letters(number)}?"
        question = Comment(f"q{number}", "", asked_about, asked_about, None, False, asked, text)
        said.append(question)
        if delay is not None:
            answered = asked + timedelta(hours=delay)
            said.append(
                Comment(
                    f"a{number}", "", asked_about, question.id, "nordlys.example", True, answered, "Ja, det gjør vi."
                )
            )
            days = (AS_OF - answered) / timedelta(days=1)
            replies.append(post(days, words(f"s{letters(number)}"), is_reply=True, reply_to=f"kunde{letters(number)}"))
    others = [post(20 + n, words(f"r{letters(n)}"), is_reply=True, reply_to=f"nabo{letters(n)}") for n in range(4)]
    return [*replies, *others], Comments(AS_OF - timedelta(days=91), tuple(said))


def _chief() -> tuple[Post, ...]:
    """18 posts on 13 days, the last ten days ago, and two bare reshares."""
    days = (10.0, *(24 + 12 * n for n in range(12)))
    own = [post(day, words(f"k{letters(int(day))}"), is_reply=None) for day in days]
    own += [post(day + 0.1, words(f"m{letters(int(day))}"), is_reply=None) for day in days[:5]]
    passed_on = [post(30 + n, words(f"d{letters(n)}"), is_reply=None, is_repost=True, author="andre") for n in range(2)]
    return (*own, *passed_on)


def nordlys() -> Audit:
    """The company of the example, ready to be reported on."""
    ceo, cfo = (channel("linkedin", handle, f"leader:{handle}") for handle in ("kari", "ola"))
    linkedin, facebook, youtube = channel("linkedin"), channel("facebook"), channel("youtube")
    bluesky, blog = channel("bluesky", "nordlys.example"), channel("feed")
    listed = _bluesky_posts()
    replies, comments = _answers(listed)
    audit = Audit()
    audit.home = home(linkedin.url, facebook.url, bluesky.url, blog.url, ceo.url, cfo.url)
    tagged: dict[str, Any] = {"kind": "text", "hashtags": ("energi",)}
    audit.on(linkedin, [post(day, "", mentions=("ola",), **tagged) for day in LINKEDIN_DAYS], back_to=31.5)
    audit.on(facebook, _facebook(), name="Nordlys", links=())
    audit.on(channel("instagram", "", absent=True))
    audit.on(youtube, [post(day, "", kind="video") for day in YOUTUBE_DAYS], name="Nordlys", bio="Kraft", links=())
    older = [post(day, words(f"g{letters(day)}")) for day in BLUESKY_OLDER]
    audit.on(bluesky, [*listed, *older, *replies], name="Nordlys")
    audit.observations[bluesky.id] = replace(audit.observations[bluesky.id], comments=comments)
    audit.on(blog, [post(day, "", **tagged) for day in BLOG_DAYS])
    audit.led_by(
        leader("kari", "CEO", "Kari Nordmann", [ceo]),
        seen(ceo, _chief(), name="Kari Nordmann", bio="Leder i Nordlys", verified=False),
    )
    audit.led_by(
        leader("ola", "CFO", "Ola Nordmann", [cfo]),
        seen(cfo, outcome=Outcome.LOGIN_WALL, name="Ola Nordmann", bio="Glad i fjellet", verified=False),
    )
    return audit.led_by(leader("runa", "COO", "Runa Nordmann", [channel("linkedin", "", "leader:runa", absent=True)]))

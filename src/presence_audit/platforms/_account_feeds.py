"""Accounts of a platform that publishes a feed of each: the feed, and the account's own page where the feed is unclear.

That a feed is missing says nothing of the account: sites move and close feeds. Only its own page tells whether it is
gone, and only beside a page that is there does a sound empty feed mean that nothing was published.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from presence_audit.model.observation import Observation
from presence_audit.model.outcome import Outcome
from presence_audit.model.page import FEED
from presence_audit.platforms._contract import blocked
from presence_audit.platforms._feeds import listen, read_feed
from presence_audit.platforms._identity import another
from presence_audit.platforms._reach import reach
from presence_audit.platforms._urls import Account, parse_url

if TYPE_CHECKING:
    from collections.abc import Callable

    from presence_audit.model.observation import Post
    from presence_audit.model.page import Page
    from presence_audit.platforms._contract import Ask
    from presence_audit.platforms._feeds import Listening
    from presence_audit.platforms._urls import ParsedUrl, Refusal

    Recognise = Callable[[ParsedUrl], Account | Refusal | None]

_BY_HAND: Final = "It is left out, not counted as zero. Look at the account by hand."
_NOBODY_S: Final = "The account's feed is empty, and no page of the account shows that it is there."


def somebody_else(ask: Ask, found: Observation, recognise: Recognise) -> Observation | None:
    """The observation of a feed whose home is another account of the same kind; None where that is not shown."""
    home = parse_url(found.profile.links[0]) if found.profile.links else None
    account = recognise(home) if home is not None else None
    if isinstance(account, Account) and (account.platform, account.kind) == (ask.channel.platform, ask.channel.kind):
        return another(ask, account.handle)
    return None


def _without_feed(ask: Ask, feed: Observation, url: str | None) -> Listening:
    """What it means that the feed is missing, by the account's own page."""
    page = feed if url is None else (yield from reach(ask, url))
    if url is not None and isinstance(page, Observation):
        if page.outcome is Outcome.NOT_FOUND:
            return blocked(ask, Outcome.NOT_FOUND, "The account has neither a page nor a feed.")
        return replace(page, reason=f"The account's feed is missing. {page.reason}")
    said = "and that alone says nothing of it" if url is None else "although its page is there"
    return blocked(ask, Outcome.NOT_ATTEMPTED, f"The account's feed is missing, {said}.", _BY_HAND)


def _is_still_there(ask: Ask, page: Page, recognise: Recognise) -> bool:
    """Whether the page that came is the account's own, and not the front page that a site sends in its place."""
    asked, url = parse_url(page.asked), parse_url(page.url)
    if asked is None or url is None or url.site != asked.site:
        return False
    account = recognise(url)
    return isinstance(account, Account) and account.handle == ask.channel.handle


def follow(ask: Ask, feed_url: str, page_url: str | None, *, length: int | None, recognise: Recognise) -> Listening:
    """Read an account's feed. `page_url` is its page; None where the site answers alike for names nobody has.

    `length` is the number of items that such a feed has at most.
    """
    answer = yield from reach(ask, feed_url, FEED)
    if isinstance(answer, Observation):
        if answer.outcome is Outcome.NOT_FOUND:
            return (yield from _without_feed(ask, answer, page_url))
        return answer
    return (yield from heard(ask, answer, page_url, length=length, recognise=recognise))


def heard(ask: Ask, answer: Page, page_url: str | None, *, length: int | None, recognise: Recognise) -> Listening:
    """As `follow`, of a feed that came."""
    vouched = False
    if page_url is not None and not read_feed(answer).entries:
        page = yield from reach(ask, page_url)
        vouched = not isinstance(page, Observation) and _is_still_there(ask, page, recognise)
    found = yield from listen(ask, answer, vouched=vouched, length=length)
    if found.outcome is Outcome.ZERO_POSTS and not vouched:
        # name.site.example/rss looks like a whole feed, whether the name is anybody's or not.
        return replace(blocked(ask, Outcome.NOT_ATTEMPTED, _NOBODY_S, _BY_HAND), profile=found.profile)
    return somebody_else(ask, found, recognise) or found


def shaped(found: Observation, shape: Callable[[Post], Post]) -> Observation:
    """The observation with each of its posts put into the shape that the platform's posts have."""
    return replace(found, posts=tuple(shape(post) for post in found.posts))


def named(found: Observation, name: str | None, note: str = "") -> Observation:
    """The observation under the account's own name, which is not an author's, and with a note where posts were read."""
    posts = tuple(replace(post, author=None) if post.author == name else post for post in found.posts)
    reason = f"{note} {found.reason}".strip() if posts else found.reason
    return replace(found, posts=posts, reason=reason, profile=replace(found.profile, name=name or found.profile.name))

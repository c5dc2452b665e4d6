"""What the servers are filled with: an invented company, read from content/nordlys.json.

Nothing in the file has a fixed date, apart from a few posts that are meant to be old: `"ago": {"days": 2}` is
counted back from the moment of filling, so that the company looks alive whenever the tests run. Every item
has a key, which is how a test names it and how a running server tells which id it gave it.
"""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import chain
from pathlib import Path
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, model_validator

SOURCE = Path(__file__).parent / "content" / "nordlys.json"

Moment = Annotated[AwareDatetime, AfterValidator(lambda moment: moment.astimezone(UTC))]


class Noun(BaseModel):
    """Every part of the content is read-only, and a misspelt key in the file is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Author(Noun):
    """Someone who may write on the company's own website."""

    slug: str
    name: str
    role: str
    bio: str


class Page(Noun):
    """A standing page of the website; pages are not posts and must not be counted as such."""

    key: str
    title: str
    html: str
    at: Moment


class Comment(Noun):
    """A comment below a post. `by` is the slug of the author who wrote it while logged in; a reader only has a name.

    One that answers another names it in `reply_to` by its key. Strangers are shown approved ones; a pingback is a
    comment to WordPress and to nobody else.
    """

    name: str
    text: str
    at: Moment
    key: str = ""
    by: str | None = None
    reply_to: str | None = None
    approved: bool = True
    kind: Literal["comment", "pingback"] = "comment"

    @property
    def visible(self) -> bool:
        """Whether it is a comment, and shown to a stranger."""
        return self.approved and self.kind == "comment"


class Post(Noun):
    """A post on the company's own website. Only those with `visible` are shown to a stranger."""

    key: str
    title: str
    html: str
    author: str
    at: Moment
    categories: tuple[str, ...]
    status: Literal["publish", "draft", "private", "future"] = "publish"
    sticky: bool = False
    password: str = ""
    comments: tuple[Comment, ...] = ()

    @property
    def visible(self) -> bool:
        """Whether the title is shown; the text of a protected post is still hidden."""
        return self.status == "publish"


class Account(Noun):
    """A Bluesky account. One whose state is `unknown` is never created."""

    key: str
    handle: str
    name: str = ""
    bio: str = ""
    profile: bool = True
    pinned: str | None = None
    follows: tuple[str, ...] = ()
    opted_out: bool = False
    state: Literal["active", "deactivated", "taken_down", "unknown"] = "active"


class Card(Noun):
    """The preview of a web page below a post."""

    url: str
    title: str
    description: str


class Act(Noun):
    """Something a Bluesky account does: a repost if `reposts` is set, else a post.

    A post may be a reply, and may quote another. `deleted` ones are made, answered and taken away again.
    `images` and `video` hold the alternative texts; an empty one means that the author wrote none.
    """

    key: str
    by: str
    at: Moment
    text: str = ""
    langs: tuple[str, ...] = ()
    hashtags: tuple[str, ...] = ()
    mentions: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    images: tuple[str, ...] = ()
    video: str | None = None
    card: Card | None = None
    reply_to: str | None = None
    quotes: str | None = None
    reposts: str | None = None
    liked_by: tuple[str, ...] = ()
    deleted: bool = False


class Content(Noun):
    """Everything the servers are filled with, with all dates resolved against `now`."""

    now: Moment
    company: str
    authors: tuple[Author, ...]
    pages: tuple[Page, ...]
    posts: tuple[Post, ...]
    accounts: tuple[Account, ...]
    acts: tuple[Act, ...]

    def account(self, key: str) -> Account:
        """The account with this key; KeyError if there is none."""
        return {account.key: account for account in self.accounts}[key]

    def act(self, key: str) -> Act:
        """The act with this key; KeyError if there is none."""
        return {act.key: act for act in self.acts}[key]

    def post(self, key: str) -> Post:
        """The website's post with this key; KeyError if there is none."""
        return {post.key: post for post in self.posts}[key]

    def acts_by(self, account: str) -> tuple[Act, ...]:
        """What an account did and did not delete, newest first."""
        done = [act for act in self.acts if act.by == account and not act.deleted]
        return tuple(sorted(done, key=lambda act: act.at, reverse=True))

    def below(self, act: str) -> tuple[Act, ...]:
        """What was said below a post of the network, whoever said it, and is still there; oldest first.

        Below a post that was taken away nothing is shown.
        """
        under = {act}
        found = []
        for other in sorted(self.acts, key=lambda one: one.at):
            if other.reply_to in under and not other.deleted:
                under.add(other.key)
                found.append(other)
        return tuple(found)

    @model_validator(mode="after")
    def _names_only_what_exists(self) -> Self:
        for nouns in (self.pages, self.posts, self.accounts, self.acts):
            keys = [noun.key for noun in nouns]
            assert len(keys) == len(set(keys)), "every key is used once"
        slugs = {author.slug for author in self.authors}
        for post in self.posts:
            assert post.author in slugs, f"the author of {post.key} exists"
            earlier = {""}
            for comment in post.comments:
                assert comment.by is None or comment.by in slugs, f"who comments under {post.key} exists"
                assert (comment.reply_to or "") in earlier, f"the comments under {post.key} answer earlier ones"
                earlier.add(comment.key)
        for act in self.acts:
            for key in (act.by, *act.mentions, *act.liked_by):
                self.account(key)
            for other in filter(None, (act.reply_to, act.quotes, act.reposts)):
                self.act(other)
            handles = ("@" + self.account(key).handle for key in act.mentions)
            for word in chain(handles, ("#" + tag for tag in act.hashtags), act.links):
                assert word in act.text, f"the text of {act.key} holds {word}"
        return self


def _repeated(items: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for item in items:
        repeat = item.pop("repeat", None)
        if repeat is None:
            yield item
            continue
        first, every = timedelta(**item.pop("ago")), timedelta(**repeat["every"])
        for n in range(1, repeat["count"] + 1):
            ago = {"seconds": (first + (n - 1) * every).total_seconds()}
            yield item | {"key": f"{item['key']}-{n}", "text": item["text"].format(n=n), "ago": ago}


def _dated(part: Any, now: datetime) -> Any:
    if isinstance(part, list):
        return [_dated(item, now) for item in part]
    if not isinstance(part, dict):
        return part
    dated = {key: _dated(value, now) for key, value in part.items() if key != "ago"}
    return dated | {"at": now - timedelta(**part["ago"])} if "ago" in part else dated


def invented(now: datetime) -> Content:
    """The invented company as it looks at `now`, which must have a time zone; parts of seconds are cut."""
    raw = json.loads(SOURCE.read_text(encoding="utf-8"))
    raw["acts"] = list(_repeated(raw["acts"]))
    now = now.replace(microsecond=0)
    return Content.model_validate(_dated(raw, now) | {"now": now})

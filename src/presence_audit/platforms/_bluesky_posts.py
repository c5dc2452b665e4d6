"""One item of a Bluesky feed as a post: whose it is, when it was published, and what it holds.

Source: the lexicons app.bsky.feed.defs#feedViewPost, app.bsky.feed.post, app.bsky.richtext.facet and
app.bsky.embed.*. What the lexicons add later is a post of kind "other", never a failure.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC
from typing import TYPE_CHECKING

from presence_audit.model.observation import Engagement, Kind, Post
from presence_audit.platforms._contract import Drift
from presence_audit.platforms._wire import Node, clean

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

_OPT_OUT = "!no-unauthenticated"
_NOBODY = "handle.invalid"
_POST = "app.bsky.feed.post"
# People import the posts of older networks, and date some to 1970 or before for fun.
_OLDEST = 1900


def hides_from_strangers(author: Node, did: str) -> bool:
    """The account has labelled itself: not to be shown to signed-out visitors."""
    return any(
        label.text_or_none("val") == _OPT_OUT
        and label.flag_or_none("neg") is not True
        and label.text_or_none("src") in {None, did}
        for label in author.items_or_empty("labels")
    )


def name_of(author: Node) -> str | None:
    """How the network names an account: its handle, or its DID while the handle does not resolve."""
    handle = author.text_or_none("handle")
    return handle if handle and handle != _NOBODY else author.text_or_none("did")


def _owner(uri: str | None) -> str | None:
    """The DID in an address of the network: at://did:plc:abc/app.bsky.feed.post/3k."""
    parts = (uri or "").split("/")
    return parts[2] if len(parts) > 2 and parts[0] == "at:" and parts[2].startswith("did:") else None


def _web_address(uri: str, name: str | None) -> str:
    return f"https://bsky.app/profile/{name or _owner(uri)}/post/{uri.rpartition('/')[2]}"


def _at(node: Node | None, *names: str) -> Node | None:
    for name in names:
        node = None if node is None else node.node_or_none(name)
    return node


@dataclass(frozen=True, slots=True)
class _Embed:
    kind: Kind = "text"
    media: int | None = 0
    with_alt: int | None = None
    links: tuple[str, ...] = ()
    quote_of: str | None = None


def _quoted(record: Node | None) -> _Embed:
    """A quoted post; what else can be embedded (lists, feeds, starter packs) is no quote."""
    uri = record.text_or_none("uri") if record else None
    if record is None or uri is None or f"/{_POST}/" not in uri:
        return _Embed(kind="other")
    author = record.node_or_none("author")
    name = (name_of(author) if author else None) or _owner(uri)
    return _Embed(links=(_web_address(uri, name),), quote_of=name)


def _pictures(embed: Node) -> _Embed:
    pictures = embed.items_or_empty("images") or embed.items_or_empty("items")
    described = sum(bool((picture.text_or_none("alt") or "").strip()) for picture in pictures)
    kind: Kind = "gallery" if len(pictures) > 1 else "image"
    return _Embed(kind, len(pictures), described) if pictures else _Embed("other", None)


def _embed(embed: Node | None) -> _Embed:
    """What is attached, from the view or, where there is none, from the record."""
    if embed is None:
        return _Embed()
    name = (embed.text_or_none("$type") or "").removeprefix("app.bsky.embed.").removesuffix("#view")
    if name in {"images", "gallery"}:
        return _pictures(embed)
    if name == "video":
        return _Embed("video", 1, int(bool((embed.text_or_none("alt") or "").strip())))
    if name == "external":
        uri = _at(embed, "external")
        return _Embed("link", links=((uri.text_or_none("uri") or "") if uri else "",))
    if name == "record":
        return _quoted(embed.node_or_none("record"))
    if name == "recordWithMedia":
        quoted, media = _quoted(_at(embed, "record", "record")), _embed(embed.node_or_none("media"))
        return replace(media, links=media.links + quoted.links, quote_of=quoted.quote_of)
    return _Embed("other", None)


def _features(record: Node) -> Iterator[tuple[str, Node, str]]:
    """The marked stretches of the text: what each is, its fields, and its words.

    Offsets count bytes of UTF-8, so they are applied to the text as it came and not as it is shown.
    """
    raw = record.node("text").value
    octets = raw.encode("utf-8", "surrogatepass") if isinstance(raw, str) else b""
    for facet in record.items_or_empty("facets"):
        index = facet.node_or_none("index")
        start = index.count_or_none("byteStart") if index else None
        end = index.count_or_none("byteEnd") if index else None
        stretch = b"" if start is None or end is None else octets[start:end]
        for feature in facet.items_or_empty("features"):
            kind = (feature.text_or_none("$type") or "").rpartition("#")[2]
            yield kind, feature, clean(stretch.decode("utf-8", "ignore"))


def _answered(item: Node, record: Node, did: str) -> tuple[bool | None, str | None]:
    """Whether somebody else is answered, and who. An answer to oneself continues a thread."""
    reply = record.node_or_none("reply")
    if reply is None:
        return False, None
    author = _at(item, "reply", "parent", "author")
    parent = _at(reply, "parent")
    owner = (author.text_or_none("did") if author else None) or _owner(parent.text_or_none("uri") if parent else None)
    if owner is None:
        return None, None
    return (False, None) if owner == did else (True, (name_of(author) if author else None) or owner)


def _unique(values: Iterator[str | None]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))


def _seen(node: Node) -> datetime | None:
    """When the network saw it, which it lets authors date back as far as they like; None before _OLDEST."""
    node.text("indexedAt")
    return node.time_or_none("indexedAt", first=_OLDEST)


def post_in(item: Node, view: Node, did: str, *, is_pinned: bool) -> Post:
    """The post of a view, whoever wrote it; of `item` only what it answers is read."""
    record, uri = view.node("record"), view.text("uri")
    embed = _embed(view.node_or_none("embed") or record.node_or_none("embed"))
    features = list(_features(record))
    links = [n.text_or_none("uri") for kind, n, _ in features if kind == "link"]
    tags = [n.text_or_none("tag") for kind, n, _ in features if kind == "tag"]
    tags += [tag.value if isinstance(tag.value, str) else None for tag in record.items_or_empty("tags")]
    mentions = [said.removeprefix("@") or n.text_or_none("did") for kind, n, said in features if kind == "mention"]
    languages = [n.value for n in record.items_or_empty("langs") if isinstance(n.value, str)]
    is_reply, reply_to = _answered(item, record, did)
    own_name = name_of(view.node("author"))
    return Post(
        id=uri,
        url=_web_address(uri, own_name),
        published_at=min(filter(None, (record.time_or_none("createdAt", UTC, _OLDEST), _seen(view))), default=None),
        kind=embed.kind,
        text=record.text("text"),
        is_reply=is_reply,
        is_repost=False,
        is_pinned=is_pinned,
        language=clean(languages[0]) if languages else None,
        media=embed.media,
        media_with_alt=embed.with_alt,
        links=_unique(iter([*links, *embed.links])),
        hashtags=_unique(clean(tag) if tag else None for tag in tags),
        mentions=_unique(iter(mentions)),
        engagement=Engagement(
            likes=view.count_or_none("likeCount"),
            comments=view.count_or_none("replyCount"),
            shares=view.count_or_none("repostCount"),
        ),
        reply_to=reply_to,
        # Who quotes a post of one's own takes part in nobody else's conversation.
        quote_of=None if embed.quote_of in {own_name, did} else embed.quote_of,
    )


def _passed_on(post: Post, reason: Node, author: Node, owner: str) -> Post:
    """A repost: the act is the account's, the words are the other person's, and so is the applause."""
    act = replace(
        post,
        id=reason.text_or_none("uri") or f"{post.id}#repost",
        published_at=_seen(reason),
        is_reply=False,
        is_repost=True,
        author=name_of(author),
        engagement=Engagement(),
        reply_to=None,
        quote_of=None,
    )
    if not hides_from_strangers(author, owner):
        return act
    # The other person asks not to be shown to signed-out visitors: the act stays, the person does not.
    return Post(act.id, "", act.published_at, is_reply=False, is_repost=True, is_pinned=False)


def post_of(item: Node, did: str) -> Post:
    """An item of the feed of the account `did`; `Drift` when it is neither its post nor its repost."""
    view = item.node("post")
    author = view.node("author")
    owner = author.text("did")
    reason = item.node_or_none("reason")
    kind = (reason.text_or_none("$type") or "").rpartition("#")[2] if reason else ""
    post = post_in(item, view, did, is_pinned=kind == "reasonPin")
    if reason is not None and kind == "reasonRepost":
        if reason.node("by").text("did") != did:
            raise Drift(f"{item.path} was passed on by somebody else")
        return _passed_on(post, reason, author, owner)
    if owner != did:
        raise Drift(f"{item.path} is a post by somebody else")
    return post

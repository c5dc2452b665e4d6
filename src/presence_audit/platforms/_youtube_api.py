"""A YouTube channel by the official Data API v3, with the user's own key: every upload with its exact date.

Three questions, a unit of quota each (10,000 a day are free): channels.list tells who the channel is and where its
uploads are, playlistItems.list names them from new to old, 50 at a time, and videos.list tells of each what it is.
Videos, Shorts and streams are uploads; community posts are not in the API. Subscribers are rounded to three figures
(documented for channels.list); videoCount counts what is public.

Errors: https://developers.google.com/youtube/v3/docs/errors; an invalid key is told by google.rpc.ErrorInfo.
"""

from __future__ import annotations

import re
from collections.abc import Generator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Final
from urllib.parse import quote, urlencode

from presence_audit.model.observation import Count, Engagement, Observation, Post, Profile
from presence_audit.model.outcome import Outcome
from presence_audit.model.page import JSON, Miss, Page, Request
from presence_audit.platforms._contract import Ask, Conversation, Drift, blocked, observation_of, refused
from presence_audit.platforms._feeds import window_of
from presence_audit.platforms._html import TEXT_LIMIT
from presence_audit.platforms._identity import another
from presence_audit.platforms._reach import reach
from presence_audit.platforms._walls import wall
from presence_audit.platforms._wire import Node, node_of
from presence_audit.platforms._youtube_items import watch_url
from presence_audit.platforms._youtube_page import alert_of, initial_object, names_of

if TYPE_CHECKING:
    from datetime import datetime

_BASE: Final = "https://www.googleapis.com/youtube/v3"
_DIGITS: Final = re.compile(r"[0-9]{1,15}", re.ASCII)
_LINK: Final = re.compile(r"https?://[^\s<>\"']+")
_HASHTAG: Final = re.compile(r"(?<![\w&/#])#(\w*[^\W\d_]\w*)")

_KEY_STEP: Final = "Check PRESENCE_AUDIT_YOUTUBE_KEY and the restrictions of the key at console.cloud.google.com."
_QUOTA_STEP: Final = (
    "The key's quota is used up; it is renewed at midnight, Pacific time. Run the audit again after that."
)
_NO_POSTS: Final = "Community posts are not in the API; uploads only are read."
_BAD_KEY: Final = frozenset(
    {
        "keyInvalid", "keyExpired", "API_KEY_INVALID", "accessNotConfigured", "SERVICE_DISABLED", "ipRefererBlocked",
        "API_KEY_SERVICE_BLOCKED", "API_KEY_HTTP_REFERRER_BLOCKED", "API_KEY_IP_ADDRESS_BLOCKED", "forbidden",
        "authError", "required", "CONSUMER_INVALID",
    }
)  # fmt: skip
_USED_UP: Final = frozenset(
    {"quotaExceeded", "dailyLimitExceeded", "rateLimitExceeded", "userRateLimitExceeded", "RATE_LIMIT_EXCEEDED"}
)

_Asking = Generator[Request, Page | Miss, Node | Observation]


def _reasons(page: Page) -> set[str]:
    """Why the API refused, in its own short words; empty where the answer does not say."""
    try:
        error = node_of(page).node("error")
    except Drift:
        return set()
    said = [*error.items_or_empty("errors"), *error.items_or_empty("details")]
    return {reason for item in said if (reason := item.text_or_none("reason"))}


def _refusal(ask: Ask, page: Page) -> Observation | None:
    """Why an answer of the API is none; None where it is one."""
    if page.status == 200:
        return None
    reasons = _reasons(page)
    if reasons & _USED_UP:
        return blocked(ask, Outcome.RATE_LIMITED, "The YouTube API answers no more questions for today.", _QUOTA_STEP)
    if "channelSuspended" in reasons:
        return blocked(ask, Outcome.SUSPENDED, "The YouTube API says that the channel is suspended.")
    if reasons & {"channelClosed", "channelNotFound"}:
        return blocked(ask, Outcome.NOT_FOUND, "The YouTube API says that the channel is closed.")
    if reasons & _BAD_KEY:
        return blocked(ask, Outcome.NOT_ATTEMPTED, "The YouTube API does not accept the key.", _KEY_STEP)
    hit = wall(page) if page.status != 403 else None
    if hit is not None:
        return blocked(ask, *hit)
    code = next((reason for reason in sorted(reasons) if re.fullmatch(r"\w{1,60}", reason)), "no known code")
    raise Drift(f"the YouTube API refused the question with HTTP {page.status} ({code})")


def _get(ask: Ask, method: str, **parameters: str) -> _Asking:
    """Ask one question. The key goes into a header, so that no address or recording holds it."""
    base = (ask.endpoint or _BASE).rstrip("/")
    secret = ("X-Goog-Api-Key", ask.key) if ask.key else None
    page = yield Request(f"{base}/{method}?{urlencode(parameters, safe=',@', quote_via=quote)}", JSON, secret=secret)
    if isinstance(page, Miss):
        return refused(ask, page)
    return _refusal(ask, page) or node_of(page)


def _number(node: Node | None, name: str) -> int | None:
    """A count that the API writes as text."""
    text = node.text_or_none(name) if node else None
    return int(text) if text and _DIGITS.fullmatch(text) else None


def _who(ask: Ask) -> Generator[Request, Page | Miss, dict[str, str] | Observation]:
    """By which parameter the channel is looked up. The API knows no custom names: the channel's page tells its id."""
    channel = ask.channel
    if channel.kind == "channel":
        return {"id": channel.handle}
    if channel.kind == "user":
        return {"forUsername": channel.handle}
    if channel.kind != "custom":
        return {"forHandle": f"@{channel.handle}"}
    page = yield from reach(ask, f"{channel.url.partition('?')[0].rstrip('/')}/videos?hl=en")
    if isinstance(page, Observation):
        step = "Write the channel's address with its @handle or its id (youtube.com/channel/UC…); the API knows those."
        return replace(page, next_step=step) if page.outcome.is_unknown else page
    answer = initial_object(page)
    gone = alert_of(answer)
    return blocked(ask, *gone) if gone else {"id": names_of(answer)[0]}


def _identified(ask: Ask, item: Node) -> Observation | None:
    if ask.channel.kind == "channel":
        return another(ask, item.text("id")) if item.text("id") != ask.channel.handle else None
    custom = item.node("snippet").text_or_none("customUrl")
    # Old channels have no handle in the API; what was asked for by name is then what came.
    return another(ask, custom) if custom and ask.channel.kind == "handle" else None


def _profile(item: Node) -> Profile:
    snippet, statistics = item.node("snippet"), item.node_or_none("statistics")
    bio = snippet.text_or_none("description")
    hidden = statistics.flag_or_none("hiddenSubscriberCount") if statistics else None
    followers = None if hidden else _number(statistics, "subscriberCount")
    links = (found.rstrip(".,;:!?)") for found in _LINK.findall(bio or ""))
    return Profile(
        name=snippet.text("title"),
        bio=bio or None,
        followers=None if followers is None else Count(followers, "rounded" if followers >= 1000 else "exact"),
        links=tuple(dict.fromkeys(links)),
    )


def _is_out(video: Node) -> bool:
    """Whether a video is published: not announced, and not on the air."""
    if video.node("snippet").text_or_none("liveBroadcastContent") in {"live", "upcoming"}:
        return False
    live = video.node_or_none("liveStreamingDetails")
    return live is None or live.node_or_none("actualEndTime") is not None or not live.node_or_none("scheduledStartTime")


def _post(video: Node) -> Post:
    snippet, statistics = video.node("snippet"), video.node_or_none("statistics")
    title, about = snippet.text("title"), snippet.text_or_none("description") or ""
    return Post(
        id=video.text("id"),
        url=watch_url(video.text("id")),
        published_at=snippet.time("publishedAt"),
        kind="video",
        text=title[:TEXT_LIMIT],
        is_reply=False,
        is_repost=False,
        is_pinned=False,
        hashtags=tuple(dict.fromkeys(_HASHTAG.findall(f"{title}\n{about}"))),
        engagement=Engagement(
            likes=_number(statistics, "likeCount"),
            comments=_number(statistics, "commentCount"),
            views=_number(statistics, "viewCount"),
        ),
    )


@dataclass(slots=True)
class _Uploads:
    """What was read of the uploads; `ended` where nothing follows, and else why no more was read."""

    posts: dict[str, Post] = field(default_factory=dict)
    waiting: int = 0
    ended: bool = False
    reason: str = ""
    failure: Observation | None = None

    def stop(self, failure: Observation) -> _Uploads:
        self.failure, self.reason = failure, f"Older uploads could not be read: {failure.reason}"
        return self


def _oldest(items: list[Node]) -> datetime | None:
    dates = [item.node("contentDetails").time_or_none("videoPublishedAt") for item in items]
    return dates[-1] if dates else None


def _uploads(ask: Ask, playlist: str) -> Generator[Request, Page | Miss, _Uploads]:
    """The uploads, page by page, until they end or pass the asked day."""
    found, token = _Uploads(), ""
    for _ in range(max(1, (ask.max_pages - 1) // 2)):
        more = {"pageToken": token} if token else {}
        parts = "contentDetails"
        listing = yield from _get(ask, "playlistItems", part=parts, playlistId=playlist, maxResults="50", **more)
        if isinstance(listing, Observation):
            return found.stop(listing)
        items = listing.items("items")
        ids = [item.node("contentDetails").text("videoId") for item in items]
        if ids:
            parts = "snippet,statistics,liveStreamingDetails"
            videos = yield from _get(ask, "videos", part=parts, id=",".join(ids), maxResults="50")
            if isinstance(videos, Observation):
                return found.stop(videos)
            for video in videos.items("items"):
                if _is_out(video):
                    post = _post(video)
                    found.posts.setdefault(post.id, post)
                else:
                    found.waiting += 1
        token = listing.text_or_none("nextPageToken") or ""
        if not token:
            found.ended = True
            return found
        oldest = _oldest(items)
        if oldest is not None and oldest < ask.since:
            return found
    found.reason = "Older uploads were not asked for."
    return found


def ask_api(ask: Ask) -> Conversation:
    """The channel, then its uploads."""
    who = yield from _who(ask)
    if isinstance(who, Observation):
        return who
    answer = yield from _get(ask, "channels", part="snippet,statistics,contentDetails", **who)
    if isinstance(answer, Observation):
        return answer
    items = answer.items_or_empty("items")
    if not items:
        # Positive proof is the API's own count; an answer of another shape proves nothing.
        if answer.node("pageInfo").count("totalResults"):
            raise Drift("the YouTube API counts a channel and names none")
        return blocked(ask, Outcome.NOT_FOUND, "The YouTube API knows no channel of this name.")
    other = _identified(ask, items[0])
    if other is not None:
        return other
    profile, counted = _profile(items[0]), _number(items[0].node_or_none("statistics"), "videoCount")
    if counted == 0:
        said = f"The channel has no public video. {_NO_POSTS}"
        return Observation(observation_of(ask), Outcome.OK, said, profile=profile)
    playlist = items[0].node("contentDetails").node("relatedPlaylists").text("uploads")
    found = yield from _uploads(ask, playlist)
    posts = tuple(found.posts.values())
    if not posts and found.failure is not None:
        lost = found.failure
        if lost.outcome.is_absent:  # of a channel that was just shown, a list that is missing proves nothing
            lost = blocked(ask, Outcome.PARSE_DRIFT, "The YouTube API shows the channel and not its uploads.")
        return replace(lost, profile=profile)
    if not posts and not found.waiting:
        raise Drift("the YouTube API counts videos and lists none")
    # Some of what the channel counts may be missing from the list; then its end proves nothing.
    whole = found.ended and (counted is None or len(posts) * 10 >= counted * 9)
    notes = [_NO_POSTS, found.reason]
    if found.ended and not whole:
        notes.append(f"The channel counts {counted} videos and lists {len(posts)}.")
    window = window_of(posts, ask.since, ended=whole)
    reason = " ".join(note for note in notes if note)
    return Observation(observation_of(ask), Outcome.OK, reason, profile=profile, posts=posts, window=window)

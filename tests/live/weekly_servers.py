"""The twelve weeks of tests/twelve_weeks.py lived through on real servers.

`site` is a WordPress whose API lists everything, `press` the feed of another one, `kari` an account on a Bluesky
network, and `notes` a small site on loopback, which can answer as a real one that is down or walled.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from cli.weekly import ServedWeeks
from servers.bluesky import RunningBluesky
from servers.wordpress import Deed, RunningWordPress
from twelve_weeks import Post, State

HANDLE = "kari-twelve.test"
_SECONDS = 60
_NEVER = "2999-01-01T00:00:00Z"


def _asked(url: str, command: Mapping[str, object] | None = None, token: str = "") -> dict[str, Any]:
    """One call of the network's own protocol: a question, or a command, of which some have no words."""
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    body = json.dumps(command).encode() if command else b""
    if body:  # a command without words refuses to be told that there are any
        headers["Content-Type"] = "application/json"
    method = "GET" if command is None else "POST"
    with urlopen(Request(url, body or None, headers, method=method), timeout=30) as answer:
        raw = answer.read()
    found: dict[str, Any] = json.loads(raw) if raw else {}
    return found


@dataclass
class BlueskyAccount:
    """The account of one person. A deed is done when those see it who ask the AppView."""

    network: RunningBluesky
    did: str
    token: str
    keys: dict[str, str] = field(default_factory=dict)

    @classmethod
    def made(cls, network: RunningBluesky) -> BlueskyAccount:
        """Sign up."""
        told = {"handle": HANDLE, "email": "kari-twelve@nordlys.example", "password": "invented"}
        made = _asked(f"{network.pds_url}/xrpc/com.atproto.server.createAccount", told)
        account = cls(network, made["did"], made["accessJwt"])
        account._wait(lambda: account._posts() == set())
        return account

    def publish(self, posts: tuple[Post, ...]) -> None:
        """Publish posts, dated as they are."""
        for post in posts:
            record = {"$type": "app.bsky.feed.post", "text": post.text, "createdAt": post.at.isoformat()}
            made = self._do("com.atproto.repo.createRecord", collection="app.bsky.feed.post", record=record)
            self.keys[made["uri"].rpartition("/")[2]] = post.key
        self._wait(self._is_seen)

    def delete(self, post: Post) -> None:
        """Take a post away for good."""
        [name] = [name for name, key in self.keys.items() if key == post.key]
        self._do("com.atproto.repo.deleteRecord", collection="app.bsky.feed.post", rkey=name)
        del self.keys[name]
        self._wait(self._is_seen)

    def answer(self, state: State) -> None:
        """Be there, or be gone: deactivated."""
        if (state == "open") is (self._posts() is not None):
            return
        deed, command = ("activateAccount", {}) if state == "open" else ("deactivateAccount", {"deleteAfter": _NEVER})
        _asked(f"{self.network.pds_url}/xrpc/com.atproto.server.{deed}", command, self.token)
        self._wait(lambda: (self._posts() is not None) is (state == "open"))

    def exported(self) -> bytes:
        """The repository, as the owner downloads it: a CAR file."""
        with urlopen(f"{self.network.pds_url}/xrpc/com.atproto.sync.getRepo?did={self.did}", timeout=30) as answer:
            raw: bytes = answer.read()
        return raw

    def _do(self, deed: str, **told: object) -> dict[str, Any]:
        return _asked(f"{self.network.pds_url}/xrpc/{deed}", {"repo": self.did, **told}, self.token)

    def _posts(self) -> set[str] | None:
        """The names of the posts that a stranger is shown; None where there is no account to be seen."""
        api = f"{self.network.appview_url}/xrpc"
        try:
            _asked(f"{api}/app.bsky.actor.getProfile?actor={self.did}")
            feed = _asked(f"{api}/app.bsky.feed.getAuthorFeed?actor={self.did}&limit=100")
        except HTTPError as error:
            error.close()
            return None
        return {item["post"]["uri"].rpartition("/")[2] for item in feed["feed"]}

    def _is_seen(self) -> bool:
        return self._posts() == set(self.keys)

    def _wait(self, until: Callable[[], bool]) -> None:
        deadline = time.monotonic() + _SECONDS
        while not until():
            assert time.monotonic() < deadline, f"the network does not show what was done; it shows {self._posts()}"
            time.sleep(0.1)


@dataclass
class LivedWeeks:
    """A world of real servers."""

    site: RunningWordPress
    press: RunningWordPress
    kari: BlueskyAccount
    notes: ServedWeeks
    ids: dict[str, int] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)

    @property
    def channels(self) -> dict[str, str]:
        """How each channel is written in the profiles file."""
        return {
            "site": f"platform: wordpress, url: '{self.site.base_url}/'",
            "press": f"platform: feed, url: '{self.press.feed_url}'",
            "notes": self.notes.channels["notes"],
            "kari": f"url: 'https://bsky.app/profile/{HANDLE}'",
        }

    @property
    def settings(self) -> str:
        """What else the profiles file has to say."""
        return f"  endpoints: {{bluesky: '{self.kari.network.appview_url}'}}"

    def key_of(self, url: str) -> str:
        """Which post it is that stands at an address."""
        name = url.rpartition("/")[2]
        return self.links.get(url) or self.kari.keys.get(name) or self.notes.key_of(url)

    def publish(self, posts: tuple[Post, ...]) -> None:
        """Publish posts of one channel."""
        if not posts:
            return
        channel = posts[0].channel
        if channel == "kari":
            self.kari.publish(posts)
        elif channel == "notes":
            self.notes.publish(posts)
        else:
            deeds = [Deed("publish", None, *_words(post), post.at.isoformat()) for post in posts]
            for post, assigned in zip(posts, self._blog(channel).do(deeds), strict=True):
                self.ids[post.key], self.links[assigned.link] = assigned.id, post.key

    def edit(self, post: Post) -> None:
        """Give a post other words."""
        self._blog(post.channel).do([Deed("edit", self.ids[post.key], *_words(post))])

    def delete(self, post: Post) -> None:
        """Take a post away."""
        if post.channel == "kari":
            self.kari.delete(post)
        else:
            self._blog(post.channel).do([Deed("delete", self.ids[post.key])])

    def restore(self, post: Post) -> None:
        """Put it back."""
        self._blog(post.channel).do([Deed("restore", self.ids[post.key])])

    def answer(self, channel: str, state: State) -> None:
        """Let a channel answer from now on as it does in that state."""
        if channel == "kari":
            self.kari.answer(state)
        elif channel == "notes":
            self.notes.answer(channel, state)
        else:
            assert state == "open", f"{channel} is never {state}"

    def _blog(self, channel: str) -> RunningWordPress:
        return {"site": self.site, "press": self.press}[channel]


def _words(post: Post) -> tuple[str, str]:
    """A title and a body."""
    return post.key, f"<p>{post.text}</p>"

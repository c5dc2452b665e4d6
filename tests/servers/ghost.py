"""A real Ghost on loopback, filled with the invented company. It is big: for use by hand, not in CI.

Ghost knows no password of a post, no nameless post and no post for the logged-in only: the protected post is
put in for members, the nameless one gets Ghost's own name for such posts, and the private one stays a draft.
"""

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import httpx

from .invented import Content, Post
from .processes import LOOPBACK, ServerFailed, free_port, installed, listening, running

SECONDS = 120
PASSWORD = "montoren-i-masta-17"  # Ghost refuses one that holds "password" or the name of the site
STATUS = {"publish": "published", "future": "scheduled", "draft": "draft", "private": "draft"}


class GhostPost(NamedTuple):
    """What Ghost assigned to a post: its number and its address, which a hidden post does not really have."""

    id: str
    link: str


class RunningGhost(NamedTuple):
    """A Ghost that answers at `base_url`, without a slash at its end; `posts` are by key, hidden ones too."""

    base_url: str
    posts: Mapping[str, GhostPost]

    @property
    def feed_url(self) -> str:
        """The RSS feed of the whole site."""
        return f"{self.base_url}/rss/"

    def author_url(self, slug: str) -> str:
        """The page of an author; with `rss/` at its end, the feed."""
        return f"{self.base_url}/author/{slug}/"


@contextmanager
def ghost(content: Content, *, port: int | None = None) -> Iterator[RunningGhost]:
    """Fills a Ghost with the content and runs it for as long as the block lasts.

    Raises ServerMissing when `install.sh ghost` has not been run, ServerFailed when Ghost does not start.
    """
    package, node = installed("ghost"), installed("node") / "current" / "bin" / "node"
    port = free_port(port)
    with TemporaryDirectory(prefix="presence-audit-ghost-") as name:
        folder = Path(name)
        shutil.copytree(package / "content", folder / "content")
        base_url = f"http://{LOOPBACK}:{port}"
        env = os.environ | {"NODE_ENV": "production"} | _settings(folder, base_url, port)

        def ready() -> bool:
            # Until it is ready, Ghost answers 503.
            return listening(port) and httpx.get(f"{base_url}/robots.txt").is_success

        # Ghost looks for its own package in the folder it is started from.
        serve: list[str | Path] = [node, "index.js"]
        with running(serve, ready=ready, log=folder / "log", seconds=SECONDS, env=env, cwd=package):
            yield RunningGhost(base_url, _filled(base_url, content))


def _settings(folder: Path, base_url: str, port: int) -> dict[str, str]:
    return {
        "url": base_url,
        "server__host": LOOPBACK,
        "server__port": str(port),
        "database__client": "better-sqlite3",
        "database__connection__filename": str(folder / "ghost.sqlite"),
        "database__useNullAsDefault": "true",
        "paths__contentPath": str(folder / "content"),
        "logging__transports": '["stdout"]',
        "mail__transport": "stub",
        "security__staffDeviceVerification": "false",
        "privacy__useUpdateCheck": "false",
        "privacy__useGravatar": "false",
        "privacy__useRpcPing": "false",
    }


def _filled(base_url: str, content: Content) -> dict[str, GhostPost]:
    owner = {"name": "Site Owner", "email": "owner@nordlys.example", "password": PASSWORD}
    with httpx.Client(base_url=f"{base_url}/ghost/api/admin/", headers={"Origin": base_url}, timeout=60) as admin:
        setup = {"setup": [owner | {"blogTitle": content.company}]}
        _accepted(admin.post("authentication/setup/", json=setup))
        _accepted(admin.post("session/", json={"username": owner["email"], "password": PASSWORD}))
        _accepted(admin.delete("db/"))  # the posts every new site comes with
        export = ("content.json", json.dumps(_export(content)), "application/json")
        _accepted(admin.post("db/", files={"importfile": export}))
        listed = _accepted(admin.get("posts/", params={"limit": 100, "fields": "id,slug,url"})).json()
    return {post["slug"]: GhostPost(post["id"], post["url"]) for post in listed["posts"]}


def _accepted(answer: httpx.Response) -> httpx.Response:
    if answer.is_error:
        raise ServerFailed(f"Ghost refused {answer.url}: {answer.text}")
    return answer


def _export(content: Content) -> dict[str, Any]:
    """The content in the form in which one Ghost hands it to another; ids are only used within it."""
    tags = sorted({category for post in content.posts for category in post.categories})
    users = [
        {"id": author.slug, "slug": author.slug, "name": author.name, "bio": author.bio}
        | {"email": f"{author.slug}@nordlys.example", "roles": ["Author"]}
        for author in content.authors
    ]
    tables = {
        "users": users,
        "tags": [{"id": tag, "name": tag} for tag in tags],
        "posts": [_row(post) for post in content.posts],
        "posts_authors": [{"post_id": post.key, "author_id": post.author} for post in content.posts],
        "posts_tags": [{"post_id": post.key, "tag_id": tag} for post in content.posts for tag in post.categories],
    }
    return {"db": [{"meta": {"version": "6.0.0", "exported_on": 0}, "data": tables}]}


def _row(post: Post) -> dict[str, Any]:
    return {
        "id": post.key,
        "slug": post.key,
        "title": post.title or "(Untitled)",
        "html": post.html,
        "status": STATUS[post.status],
        "visibility": "members" if post.password else "public",
        "featured": post.sticky,
        "published_at": _stamp(post.at),
        "created_at": _stamp(post.at),
        "updated_at": _stamp(post.at),
    }


def _stamp(moment: datetime) -> str:
    return f"{moment:%Y-%m-%dT%H:%M:%S}.000Z"

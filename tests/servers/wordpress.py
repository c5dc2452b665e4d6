"""A real WordPress on loopback, filled with the invented company.

The site is a copy of what install.sh unpacked, with SQLite as its database, served by PHP's own web server.
"""

import json
import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal, NamedTuple

from .invented import Content
from .processes import LOOPBACK, finish, free_port, installed, listening, program, running

SITE = Path(__file__).parent / "wordpress_site"
PLUGIN = "sqlite-database-integration-main"
WORKERS = 3

Rest = Literal["open", "unauthorized", "forbidden"]


class Assigned(NamedTuple):
    """What WordPress gave to an item: its number, and its address, which for a draft is a secret one."""

    id: int
    link: str


class Deed(NamedTuple):
    """What an owner does with a post while the site runs; `id` is that of the post, None for a new one."""

    deed: Literal["publish", "edit", "delete", "restore"]
    id: int | None = None
    title: str = ""
    html: str = ""
    at: str = ""


class RunningWordPress(NamedTuple):
    """A WordPress that answers at `base_url`, which has no slash at its end.

    `posts` and `pages` are by key, `authors` by slug. They hold everything that was put in, hidden posts too. `do`
    does deeds, in their order, and tells which post each of them was about.
    """

    base_url: str
    posts: Mapping[str, Assigned]
    pages: Mapping[str, Assigned]
    authors: Mapping[str, Assigned]
    do: Callable[[Sequence[Deed]], list[Assigned]]

    @property
    def feed_url(self) -> str:
        """The RSS feed of the whole site."""
        return f"{self.base_url}/feed/"

    @property
    def api_url(self) -> str:
        """The root of the REST API."""
        return f"{self.base_url}/wp-json"

    def author_feed_url(self, slug: str) -> str:
        """The RSS feed of one author's posts."""
        return f"{self.authors[slug].link}feed/"


@contextmanager
def wordpress(
    content: Content, *, port: int | None = None, rest: Rest = "open", hides_users: bool = False
) -> Iterator[RunningWordPress]:
    """Fills a WordPress with the content and runs it for as long as the block lasts.

    `rest` closes the REST API: `unauthorized` as a plug-in does it (401, JSON), `forbidden` as a rule in the
    web server does it (403, HTML). `hides_users` closes only its routes of users: posts come without authors.

    Raises ServerMissing when install.sh has not been run, ServerFailed when the server does not start.
    """
    packed, php = installed("wordpress"), program("php")
    port = free_port(port)
    with TemporaryDirectory(prefix="presence-audit-wordpress-") as folder:
        site, log = Path(folder, "site"), Path(folder, "log")
        shutil.copytree(packed, site)
        _configure(site)
        base_url = f"http://{LOOPBACK}:{port}"
        env = os.environ | {
            "SITE_HOST": f"{LOOPBACK}:{port}",
            "SITE_REST": rest,
            "SITE_HIDES_USERS": "1" if hides_users else "",
            "PHP_CLI_SERVER_WORKERS": str(WORKERS),
        }
        assigned = _filled(php, site, content, log=log, env=env)
        serve: list[str | Path] = [php, "-S", f"{LOOPBACK}:{port}", "-t", site, SITE / "router.php"]

        def do(deeds: Sequence[Deed]) -> list[Assigned]:
            return _done(php, site, deeds, log=log, env=env)

        with running(serve, ready=lambda: listening(port), log=log, env=env):
            yield RunningWordPress(base_url, assigned["posts"], assigned["pages"], assigned["authors"], do)


def _configure(site: Path) -> None:
    shutil.copy(SITE / "wp-config.php", site)
    contents = site / "wp-content"
    plugin = contents / "plugins" / PLUGIN
    dropin = (plugin / "db.copy").read_text(encoding="utf-8")
    dropin = dropin.replace("{SQLITE_IMPLEMENTATION_FOLDER_PATH}", str(plugin))
    (contents / "db.php").write_text(dropin.replace("{SQLITE_PLUGIN}", f"{PLUGIN}/load.php"), encoding="utf-8")
    (contents / "mu-plugins").mkdir(exist_ok=True)
    shutil.copy(SITE / "walls.php", contents / "mu-plugins")


def _filled(
    php: str, site: Path, content: Content, *, log: Path, env: Mapping[str, str]
) -> dict[str, dict[str, Assigned]]:
    put_in, assigned = site.parent / "content.json", site.parent / "assigned.json"
    put_in.write_text(content.model_dump_json(), encoding="utf-8")
    finish([php, SITE / "fill.php", put_in, assigned], log=log, env=env, cwd=site)
    raw: dict[str, dict[str, dict[str, Any]]] = json.loads(assigned.read_text(encoding="utf-8"))
    return {kind: {key: Assigned(**item) for key, item in items.items()} for kind, items in raw.items()}


def _done(php: str, site: Path, deeds: Sequence[Deed], *, log: Path, env: Mapping[str, str]) -> list[Assigned]:
    told, assigned = site.parent / "deeds.json", site.parent / "assigned.json"
    told.write_text(json.dumps([deed._asdict() for deed in deeds]), encoding="utf-8")
    finish([php, SITE / "deeds.php", told, assigned], log=log, env=env, cwd=site)
    return [Assigned(**item) for item in json.loads(assigned.read_text(encoding="utf-8"))]

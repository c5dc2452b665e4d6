"""Records nordlys.warc.gz anew: `python examples/nordlys/record.py`, as root, after tests/servers/install.sh.

Real servers are filled with content.json and put on a pretend internet under the names that profiles.yaml uses. There
the installed presence-audit runs as it would for anybody, with profiles.yaml less its line `replay:`. What it recorded
is kept only when replaying it asks nobody and gives the same report.
"""

# ruff: noqa: INP001  it is run by its path

from __future__ import annotations

import os
import shutil
import sys
from collections import Counter
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from servers.bluesky import bluesky  # noqa: E402
from servers.internet import SITES, Internet, internet  # noqa: E402
from servers.invented import Content  # noqa: E402
from servers.processes import installed  # noqa: E402
from servers.wordpress import wordpress  # noqa: E402

PROGRAM = Path(sys.executable).with_name("presence-audit")
PROFILES = ROOT / "profiles.yaml"
RECORDING = HERE / "nordlys.warc.gz"
LARGEST = 400_000
WRITTEN_BY_HAND = ("www.youtube.com", "www.linkedin.com")


def _content(now: datetime) -> Content:
    """The story as it would look today: everything moved by whole weeks, so that a Monday stays a Monday."""
    told = Content.model_validate_json((HERE / "content.json").read_text(encoding="utf-8"))
    weeks = timedelta(weeks=(now - told.now).days // 7)

    def moved(part: object) -> object:
        if isinstance(part, dict):
            return {key: moved(value) for key, value in part.items()}
        if isinstance(part, list | tuple):
            return [moved(value) for value in part]
        return part + weeks if isinstance(part, datetime) else part

    return Content.model_validate(moved(told.model_dump()))


def _servers(folder: Path) -> Path:
    """The installed servers, with a WordPress whose owner has chosen a home page."""
    for name in ("bluesky", "node", "wordpress"):
        there = installed(name)
        shutil.copy(there.with_name(f"{name}.stamp"), folder)
        if name != "wordpress":
            (folder / name).symlink_to(there)
    site = shutil.copytree(installed("wordpress"), folder / "wordpress")
    plugins = site / "wp-content" / "mu-plugins"
    plugins.mkdir(exist_ok=True)
    shutil.copy(HERE / "home_page.php", plugins)
    return folder


def _scan(net: Internet, home: Path, *flags: str | Path) -> None:
    env = {"XDG_CACHE_HOME": str(home / "cache"), "XDG_CONFIG_HOME": str(home / "config")}
    done = net.run([PROGRAM, "scan", *flags], env=env, cwd=ROOT)
    sys.stderr.write(done.stderr)
    if done.returncode != 0:
        sys.exit(f"presence-audit scan ended with {done.returncode}")


def _record(net: Internet, folder: Path) -> None:
    live, recording = folder / "live.yaml", folder / RECORDING.name
    lines = PROFILES.read_text(encoding="utf-8").splitlines(keepends=True)
    live.write_text("".join(line for line in lines if not line.lstrip().startswith("replay:")), encoding="utf-8")
    _scan(net, folder, live, "--record", recording, "-o", folder / "live.json")
    asked = len(net.visits)
    _scan(net, folder, PROFILES, "--replay", recording, "-o", folder / "replayed.json")
    if len(net.visits) != asked:
        sys.exit(f"the replay asked {net.visits[asked:]}")
    if (folder / "live.json").read_bytes() != (folder / "replayed.json").read_bytes():
        shutil.copy(folder / "live.json", "live.json")
        shutil.copy(folder / "replayed.json", "replayed.json")
        sys.exit("the replay gives another report: compare live.json and replayed.json")
    if recording.stat().st_size > LARGEST:
        sys.exit(f"the recording has {recording.stat().st_size} bytes; it is shipped, so keep it below {LARGEST}")
    shutil.copyfile(recording, RECORDING)  # not its mode: the tool keeps a recording to its owner, this one is shipped


def main() -> None:
    """Records, checks, and says who was asked how often."""
    content = _content(datetime.now(UTC))  # noqa: TID251  this is a command
    with ExitStack() as stack:
        folder = Path(stack.enter_context(TemporaryDirectory(prefix="presence-audit-record-")))
        (folder / "servers").mkdir()
        os.environ["PRESENCE_AUDIT_SERVERS"] = str(_servers(folder / "servers"))
        sites: dict[str, str | Path] = {host: SITES / host for host in WRITTEN_BY_HAND}
        sites["nordlys.example"] = stack.enter_context(wordpress(content)).base_url
        sites["public.api.bsky.app"] = stack.enter_context(bluesky(content)).appview_url
        net = stack.enter_context(internet(sites))
        _record(net, folder)
        for (host, status), times in sorted(Counter((visit.host, visit.status) for visit in net.visits).items()):
            sys.stdout.write(f"{host}: {times} times {status or 'refused'}\n")
    sys.stdout.write(f"{RECORDING}: {RECORDING.stat().st_size} bytes\n")


if __name__ == "__main__":
    main()

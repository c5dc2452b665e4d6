"""What a large archive costs: memory and time of reading an X archive of a given size.

    python benchmarks/bench_exports.py            # 1 GiB of posts
    python benchmarks/bench_exports.py 2048       # 2 GiB

The archive is a zip whose tweets.js files hold posts of ten years, as an owner's own does; most are older than the
audited half year. The goal is 300 MiB of memory at any size. Python 3.11, two cores busy with other work:

    1 GiB    677,000 posts   peak  85 MiB   125 s
    2 GiB  1,354,879 posts   peak 124 MiB   218 s   (67,544 posts of the half year are kept)

Read the times against each other only: machines differ.
"""

from __future__ import annotations

import json
import multiprocessing
import resource
import sys
import tempfile
import time
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from presence_audit.exports import read_export
from presence_audit.model.channel import Channel
from presence_audit.platforms import Ask

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

UNTIL = datetime(2026, 11, 23, tzinfo=UTC)
SINCE = UNTIL - timedelta(days=182)
YEARS = timedelta(days=3650)
PART = 256 << 20
CHANNEL = Channel("x", "account", "nordlysenergi", "https://x.com/nordlysenergi")
ACCOUNT = 'window.YTD.account.part0 = [{"account": {"username": "NordlysEnergi", "accountId": "4200"}}]'


def _tweet(number: int, at: datetime) -> bytes:
    """A post of the size and the shape that real archives have: about 2 kB, most of it what nobody reads."""
    id_ = str((int(at.timestamp() * 1000) - 1288834974657) << 22 | number & 0xFFF)
    urls = [
        {
            "url": f"https://t.co/{number:010d}",
            "expanded_url": f"https://nordlys.example/nyheter/{number}",
            "display_url": "nordlys.example/nyheter",
            "indices": ["100", "123"],
        }
    ]
    tweet = {
        "edit_info": {
            "initial": {
                "editTweetIds": [id_],
                "editableUntil": at.isoformat(),
                "editsRemaining": "5",
                "isEditEligible": True,
            }
        },
        "id_str": id_,
        "id": id_,
        "created_at": at.strftime("%a %b %d %H:%M:%S +0000 %Y"),
        "full_text": f"Havvind nr. {number}: " + "vi bygger videre i nord " * 8 + urls[0]["url"],  # type: ignore[operator]
        "favorite_count": str(number % 90),
        "retweet_count": str(number % 7),
        "lang": "no",
        "source": '<a href="https://mobile.twitter.com" rel="nofollow">Twitter Web App</a>',
        "entities": {"hashtags": [{"text": "havvind", "indices": ["0", "7"]}], "user_mentions": [], "urls": urls},
        "display_text_range": ["0", "240"],
        "extended_entities": {
            "media": [{"type": "photo", "url": "https://t.co/p", "sizes": {"large": {"w": "1", "h": "1"}}}]
        },
    }
    return json.dumps({"tweet": tweet}, indent=2).encode()


def write(path: Path, size: int) -> int:
    """Write an archive with `size` bytes of posts; how many posts it holds."""
    about = len(_tweet(0, UNTIL)) + 2
    total = size // about
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("data/account.js", ACCOUNT)
        number = part = 0
        while number < total:
            name = "data/tweets.js" if part == 0 else f"data/tweets-part{part}.js"
            with archive.open(name, "w", force_zip64=True) as file:
                written = file.write(f"window.YTD.tweets.part{part} = [\n".encode())
                while number < total and written < PART:
                    at = UNTIL - YEARS * (number / total) - timedelta(hours=1)
                    written += file.write((b"" if written < 64 else b",\n") + _tweet(number, at))
                    number += 1
                file.write(b"]")
            part += 1
    return total


def _read(path: Path, answer: Connection) -> None:
    before = time.perf_counter()
    (found,) = read_export(Ask(CHANNEL, SINCE, UNTIL), path)
    seconds = time.perf_counter() - before
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    answer.send((len(found.posts), seconds, peak))


def main(arguments: list[str]) -> int:
    """Print how much memory and time an archive of so many MiB takes."""
    size = int(arguments[0] if arguments else 1024) << 20
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "archive.zip")
        total = write(path, size)
        packed = path.stat().st_size >> 20
        print(f"{total:,} posts, {size >> 20:,} MiB, packed {packed:,} MiB")
        receiver, sender = multiprocessing.Pipe(duplex=False)
        # A process of its own, so that the peak is that of reading alone.
        process = multiprocessing.get_context("spawn").Process(target=_read, args=(path, sender))
        process.start()
        sender.close()  # so that a process that failed is noticed
        posts, seconds, peak = receiver.recv()
        process.join()
    print(f"kept {posts:,} posts   peak {peak:,} MiB   {seconds:.1f} s   {(size >> 20) / seconds:.0f} MiB/s")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

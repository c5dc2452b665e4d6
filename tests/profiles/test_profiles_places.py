"""Where a profiles file names its subjects, for those who point at its lines."""

from __future__ import annotations

from pathlib import Path

from presence_audit.profiles import load_profiles

TEXT = """\
# whom to audit
company:
  name: Nordlys Energi
channels:
  - https://www.instagram.com/nordlys/
  - url: https://nordlys.example/feed.xml
    platform: feed
  - {platform: facebook, absent: true}
leaders:
  - name: Kari Nordlys
    role: CEO
    channels: [https://www.instagram.com/kari/]
  - name: Liv Ås
    channels:
      - https://www.instagram.com/liv/
"""


def test_every_subject_has_its_line_and_column(tmp_path: Path) -> None:
    path = tmp_path / "profiles.yaml"
    path.write_text(TEXT, "utf-8")

    profiles = load_profiles(path)

    assert profiles.places == {
        "company": (2, 1),
        "leader:ceo": (10, 5),
        "leader:liv-as": (13, 5),
        "channel:instagram:nordlys": (5, 5),
        "channel:feed:nordlys.example/feed.xml": (6, 5),
        "channel:facebook:": (8, 5),
        "channel:instagram:kari": (12, 16),
        "channel:instagram:liv": (15, 9),
    }
    assert {channel.id for channel in profiles.all_channels} <= profiles.places.keys()


def test_a_short_file_has_places_too(tmp_path: Path) -> None:
    path = tmp_path / "profiles.yaml"
    path.write_text("{company: {name: Nordlys}}", "utf-8")

    assert load_profiles(path).places == {"company": (1, 2)}

"""What a profiles file says comes out as it was meant, with nothing guessed and nothing converted by YAML."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from presence_audit.errors import ProfilesError
from presence_audit.model.channel import Channel, Target
from presence_audit.model.profiles import Company, Ignore, Leader, Profiles, Settings
from presence_audit.platforms import Platform, platforms
from presence_audit.profiles import load_profiles

WHOLE = """\
# yaml-language-server: $schema=profiles.schema.json
company:
  name: Nordlys Energi
  website: nordlys.example
  kind: public
  timezone: Europe/Oslo
  country: NO
  languages: [nb, en-GB]
  size: 120
channels:
  - https://www.linkedin.com/company/nordlys
  - url: https://fosstodon.example/@nordlys
    target: 3/week
  - url: https://www.facebook.com/nordlys
    export: exports/facebook-posts.csv
    permission: "our own page"
  - platform: instagram
    absent: true
leaders:
  - name: Kari Nordmann
    role: CEO
    aliases: ["Kari N."]
    consent: 2026-10-02
    channels: [https://bsky.app/profile/kari.example]
competitors: [../rival/profiles.yaml]
settings:
  lang: nb
  window_days: 90
  fail_under: 50
  min_coverage: 0.4
  contact: web@nordlys.example
  allow_private_hosts: [localhost]
  replay: recordings/w47.warc.gz
  endpoints: {bluesky: "http://localhost:2583"}
"""


def _load(folder: Path, text: str) -> Profiles:
    path = folder / "profiles.yaml"
    path.write_text(text, "utf-8")
    return load_profiles(path)


def _channels(folder: Path, entries: str, website: str = "https://nordlys.example") -> tuple[Channel, ...]:
    return _load(folder, f"company: {{name: Nordlys, website: '{website}'}}\nchannels:\n{entries}").channels


def _leader_ids(folder: Path, entries: str) -> list[str]:
    return [leader.id for leader in _load(folder, f"company: {{name: Nordlys}}\nleaders:\n{entries}").leaders]


def test_a_whole_file_comes_out_as_it_was_meant(tmp_path: Path) -> None:
    assert _load(tmp_path, WHOLE) == Profiles(
        path=str(tmp_path / "profiles.yaml"),
        company=Company(
            "Nordlys Energi", "https://nordlys.example", "public", "Europe/Oslo", "NO", ("nb", "en-GB"), 120
        ),
        channels=(
            Channel("linkedin", "company", "nordlys", "https://www.linkedin.com/company/nordlys"),
            Channel(
                "mastodon",
                "account",
                "nordlys@fosstodon.example",
                "https://fosstodon.example/@nordlys",
                target=Target(3.0, "3/week"),
            ),
            Channel(
                "facebook",
                "page",
                "nordlys",
                "https://www.facebook.com/nordlys",
                permission="our own page",
                export=str(tmp_path / "exports" / "facebook-posts.csv"),
            ),
            Channel("instagram", "", "", "", absent=True),
        ),
        leaders=(
            Leader(
                "ceo",
                "Kari Nordmann",
                "CEO",
                ("Kari N.",),
                "2026-10-02",
                (
                    Channel(
                        "bluesky",
                        "account",
                        "kari.example",
                        "https://bsky.app/profile/kari.example",
                        owner="leader:ceo",
                    ),
                ),
            ),
        ),
        competitors=(str(tmp_path.parent / "rival" / "profiles.yaml"),),
        settings=Settings(
            "nb",
            90,
            50.0,
            0.4,
            "web@nordlys.example",
            ("localhost",),
            str(tmp_path / "recordings" / "w47.warc.gz"),
            {"bluesky": "http://localhost:2583"},
        ),
    )


def test_a_name_is_enough(tmp_path: Path) -> None:
    profiles = _load(tmp_path, "company: {name: Nordlys}\n")
    assert profiles == Profiles(str(tmp_path / "profiles.yaml"), Company("Nordlys"))


def test_a_key_with_nothing_behind_it_is_as_if_it_were_not_there(tmp_path: Path) -> None:
    text = "company:\n  name: Nordlys\n  website:\n  size:\nchannels:\nleaders: []\nsettings:\n"
    assert _load(tmp_path, text).company == Company("Nordlys")


def test_a_byte_order_mark_is_no_part_of_the_first_key(tmp_path: Path) -> None:
    assert _load(tmp_path, "\ufeffcompany: {name: Nordlys}\n").company.name == "Nordlys"


@pytest.mark.parametrize(
    "text", ["NO", "0123", "12:30", "2026-10-02", "1e3", "~", "null", "true", "1_000", "0x1F", ".5"]
)
def test_text_stays_text(tmp_path: Path, text: str) -> None:
    assert _load(tmp_path, f"company: {{name: {text}}}\n").company.name == text


def test_norway_is_not_false(tmp_path: Path) -> None:
    assert _load(tmp_path, "company: {name: Nordlys, country: NO}\n").company.country == "NO"


def test_a_list_may_be_shared_by_an_alias(tmp_path: Path) -> None:
    profiles = _load(
        tmp_path, "company: &c {name: Nordlys, languages: &l [nb]}\nleaders: [{name: Kari, aliases: *l}]\n"
    )
    assert profiles.leaders[0].aliases == ("nb",)


@pytest.mark.parametrize(
    ("written", "per_week"),
    [
        ("3/week", 3.0),
        ("1 / day", 7.0),
        ("2,5/weeks", 2.5),
        ("4.5/Week", 4.5),
        ("12/year", 0.22998),
        ("2/month", 0.45996),
    ],
)
def test_a_target_is_counted_in_posts_a_week(tmp_path: Path, written: str, per_week: float) -> None:
    (channel,) = _channels(tmp_path, f"  - {{url: 'https://x.com/nordlys', target: '{written}'}}\n")
    assert channel.target is not None
    assert channel.target.per_week == pytest.approx(per_week, abs=1e-5)
    assert channel.target.text == written


@pytest.mark.parametrize(
    ("platform", "handle", "url"),
    [
        ("instagram", "nordlys", "https://www.instagram.com/nordlys/"),
        ("instagram", "@NordLys", "https://www.instagram.com/nordlys/"),
        ("X", "@nordlys", "https://x.com/nordlys"),
        ("linkedin", "nordlys", "https://www.linkedin.com/company/nordlys"),
        ("facebook", "100000000000009", "https://www.facebook.com/profile.php?id=100000000000009"),
        ("tiktok", "nordlys", "https://www.tiktok.com/@nordlys"),
        ("bluesky", "@kari.example", "https://bsky.app/profile/kari.example"),
        ("bluesky", "did:plc:abcdefghijklmnopqrstuvwx", "https://bsky.app/profile/did:plc:abcdefghijklmnopqrstuvwx"),
        ("mastodon", "@kari@fosstodon.example", "https://fosstodon.example/@kari"),
        ("lemmy", "havvind@lemmy.example", "https://lemmy.example/c/havvind"),
        ("peertube", "@nordlys@video.example", "https://video.example/@nordlys"),
        ("misskey", "Nordlys@notes.example", "https://notes.example/@nordlys"),
        ("discourse", "kari@forum.example", "https://forum.example/u/kari"),
        ("stackexchange", "4711@dba.stackexchange.com", "https://dba.stackexchange.com/users/4711"),
        ("youtube", "@nordlys", "https://www.youtube.com/@nordlys"),
        ("youtube", "UCabcdefghijklmnopqrstuv", "https://www.youtube.com/channel/UCabcdefghijklmnopqrstuv"),
        ("flickr", "12345679@N00", "https://www.flickr.com/photos/12345679@N00/"),
        ("reddit", "nordlys", "https://www.reddit.com/r/nordlys"),
        ("medium", "@nordlys", "https://medium.com/@nordlys"),
        ("substack", "nordlys", "https://substack.com/@nordlys"),
        ("telegram", "nordlys", "https://t.me/nordlys"),
    ],
)
def test_a_handle_becomes_the_address_of_its_platform(tmp_path: Path, platform: str, handle: str, url: str) -> None:
    (channel,) = _channels(tmp_path, f"  - {{platform: {platform}, handle: '{handle}'}}\n")
    assert (channel.platform, channel.url) == (platform.casefold(), url)


@pytest.mark.parametrize("platform", [p for p in platforms().values() if "*" not in p.hosts], ids=lambda p: p.id)
def test_every_platform_with_hosts_of_its_own_takes_a_handle(tmp_path: Path, platform: Platform) -> None:
    handle = next(said.partition(" ")[2] for said in platform.examples.values() if " " in said)
    (channel,) = _channels(tmp_path, f"  - {{platform: {platform.id}, handle: {handle}}}\n")
    assert (channel.platform, channel.handle) == (platform.id, handle)
    assert handle.partition("@")[0] in channel.url


@pytest.mark.parametrize(
    ("url", "kind", "handle"),
    [
        ("https://podcasts.apple.com/no/podcast/strom/id1000000001", "show", "1000000001"),
        ("https://nordlys.example/podkast.xml", "feed", "nordlys.example/podkast.xml"),
        ("https://pod.example/nordlys", "feed", "pod.example/nordlys"),
    ],
)
def test_a_podcast_is_a_show_at_apple_or_the_address_of_its_feed(
    tmp_path: Path, url: str, kind: str, handle: str
) -> None:
    (channel,) = _channels(tmp_path, f"  - {{platform: podcast, url: {url}}}\n")
    assert (channel.platform, channel.kind, channel.handle) == ("podcast", kind, handle)


def test_the_handle_of_a_leader_on_linkedin_is_a_person(tmp_path: Path) -> None:
    text = "company: {name: N}\nleaders: [{name: K, channels: [{platform: linkedin, handle: kari-nordmann}]}]\n"
    assert _load(tmp_path, text).leaders[0].channels[0].url == "https://www.linkedin.com/in/kari-nordmann"


@pytest.mark.parametrize(
    ("website", "url"),
    [
        ("https://nordlys.example", "https://www.nordlys.example/nyheter"),
        ("https://www.nordlys.no/", "https://presse.nordlys.no/"),
        ("http://localhost:8000", "http://localhost:8001/nyheter"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000/nyheter"),
        ("https://nordlys.github.io", "https://nordlys.github.io/nyheter"),
    ],
)
def test_a_page_on_the_companys_own_domain_is_its_website(tmp_path: Path, website: str, url: str) -> None:
    (channel,) = _channels(tmp_path, f"  - {url}\n", website)
    assert (channel.platform, channel.kind, channel.url) == ("website", "site", url)
    assert channel.handle == url.partition("://")[2].rstrip("/")


@pytest.mark.parametrize(
    ("website", "url"),
    [
        ("https://nordlys.github.io", "https://sorlys.github.io/nyheter"),
        ("https://nordlys.example", "https://nordlys.example.evil.example/"),
        ("http://127.0.0.1", "http://127.0.0.2/"),
    ],
)
def test_a_neighbours_page_is_not(tmp_path: Path, website: str, url: str) -> None:
    with pytest.raises(ProfilesError, match="platform: website"):
        _channels(tmp_path, f"  - {url}\n", website)


@pytest.mark.parametrize(
    ("platform", "url", "kind", "handle"),
    [
        ("website", "https://sorlys.example/om/", "site", "sorlys.example/om"),
        ("website", "sorlys.example", "site", "sorlys.example"),
        ("feed", "https://sorlys.example/alt?type=9818&lang=nb", "feed", "sorlys.example/alt?type=9818&lang=nb"),
        ("feed", "https://sorlys.example/feed/", "feed", "sorlys.example/feed"),
        ("feed", "https://www.mynewsdesk.com/rss/current_news/12345", "feed", "mynewsdesk.com/rss/current_news/12345"),
        ("wordpress", "https://sorlys.example/blogg/", "site", "sorlys.example/blogg"),
        ("ghost", "http://127.0.0.1:2368/", "site", "127.0.0.1:2368"),
        ("mastodon", "http://127.0.0.1:3000/@kari", "account", "kari@127.0.0.1:3000"),
        ("peertube", "https://video.example/c/nordlys/videos", "channel", "nordlys@video.example"),
        ("misskey", "https://notes.example/@nordlys", "account", "nordlys@notes.example"),
        ("lemmy", "https://lemmy.example/u/kari", "person", "kari@lemmy.example"),
        ("discourse", "https://sorlys.example/forum/u/kari", "account", "kari@sorlys.example/forum"),
    ],
)
def test_what_runs_anywhere_is_what_the_user_says(
    tmp_path: Path, platform: str, url: str, kind: str, handle: str
) -> None:
    (channel,) = _channels(tmp_path, f"  - {{platform: {platform}, url: '{url}'}}\n")
    assert (channel.platform, channel.kind, channel.handle.removeprefix("www.")) == (platform, kind, handle)
    assert channel.url.startswith(("https://", "http://127.0.0.1"))


def test_a_password_in_an_address_goes_no_further(tmp_path: Path) -> None:
    (channel,) = _channels(tmp_path, "  - {platform: website, url: 'https://kari:secret@sorlys.example/om'}\n")
    assert channel.url == "https://sorlys.example/om"
    profiles = _load(tmp_path, "company: {name: N, website: 'https://kari:secret@nordlys.example'}\n")
    assert profiles.company.website == "https://nordlys.example"


def test_an_absent_channel_may_have_a_name(tmp_path: Path) -> None:
    (channel,) = _channels(tmp_path, "  - {platform: x, handle: nordlys, absent: true}\n")
    assert (channel.absent, channel.handle) == (True, "nordlys")


def test_company_and_leader_may_both_be_absent_from_a_platform(tmp_path: Path) -> None:
    absent = "channels: [{platform: x, absent: true}]"
    profiles = _load(tmp_path, f"company: {{name: N}}\n{absent}\nleaders: [{{name: K, {absent}}}]\n")
    assert [channel.owner for channel in profiles.all_channels] == ["company", "leader:k"]


@pytest.mark.parametrize(
    "role",
    [
        "CEO",
        "Chief Executive Officer",
        "Group CEO",
        "Founder & CEO",
        "CEO of Nordlys",
        "President and CEO",
        "Administrerende direktør",
        "Adm. dir.",
        "daglig leder",
        "Konsernsjef",
        "VD",
        "Konstituert daglig leder",
    ],
)
def test_the_head_of_the_company_is_ceo(tmp_path: Path, role: str) -> None:
    assert _leader_ids(tmp_path, f"  - {{name: Kari Nordmann, role: '{role}'}}\n") == ["ceo"]


@pytest.mark.parametrize(
    ("role", "leader_id"),
    [
        ("Deputy CEO", "deputy-ceo"),
        ("PA to the CEO", "pa-to-the-ceo"),
        ("Konserndirektør økonomi", "konserndirektor-okonomi"),
        ("Head of Sales", "head-of-sales"),
        ("", "kari-nordmann"),
        ("最高技術責任者", "kari-nordmann"),
    ],
)
def test_other_leaders_are_named_after_their_role(tmp_path: Path, role: str, leader_id: str) -> None:
    role_key = f", role: '{role}'" if role else ""
    assert _leader_ids(tmp_path, f"  - {{name: Kari Nordmann{role_key}}}\n") == [leader_id]


def test_leaders_with_the_same_role_are_told_apart_by_name(tmp_path: Path) -> None:
    entries = "".join(f"  - {{name: {name}, role: CEO}}\n" for name in ("Kari", "Ola", "李"))
    assert _leader_ids(tmp_path, entries) == ["ceo", "ola", "leader-3"]


def test_an_id_that_the_user_wrote_is_kept(tmp_path: Path) -> None:
    entries = "  - {name: Kari, role: CEO}\n  - {name: Ola, id: ceo}\n"
    assert _leader_ids(tmp_path, entries) == ["kari", "ceo"]


def test_paths_count_from_the_file_that_names_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "kunde").mkdir()
    (tmp_path / "kunde" / "profiles.yaml").write_text(
        "company: {name: N}\nchannels: [{url: 'https://x.com/n', saved: pages/x.html}]\n"
        "competitors: [../rival.yaml, /srv/other.yaml]\n"
    )
    monkeypatch.chdir(tmp_path)
    profiles = load_profiles(Path("kunde/profiles.yaml"))
    assert profiles.channels[0].saved == "kunde/pages/x.html"
    assert profiles.competitors == ("rival.yaml", "/srv/other.yaml")


def test_a_file_that_is_right_may_be_read_twice_with_the_same_result(tmp_path: Path) -> None:
    assert _load(tmp_path, WHOLE) == _load(tmp_path, WHOLE)


IGNORE = """\
company: {name: Nordlys}
channels: [https://www.youtube.com/@nordlys]
ignore:
  - finding: dormant
    subject: "channel:youtube:nordlys"
    reason: planned
    until: 2027-03-01
    note: The new studio opens in March.
  - {finding: few-voices, reason: not-ours, until: 2020-01-31}
"""


def test_findings_to_ignore_come_out_with_their_day(tmp_path: Path) -> None:
    assert _load(tmp_path, IGNORE).ignore == (
        Ignore("dormant", "planned", date(2027, 3, 1), "channel:youtube:nordlys", "The new studio opens in March."),
        Ignore("few-voices", "not-ours", date(2020, 1, 31)),
    )


def test_a_file_without_ignore_leaves_nothing_out(tmp_path: Path) -> None:
    assert _load(tmp_path, WHOLE).ignore == ()

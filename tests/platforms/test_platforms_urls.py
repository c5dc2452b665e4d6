"""Which platform, kind and handle a URL names: never guessed, never asked for, and never an exception."""

from __future__ import annotations

import pkgutil
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

import presence_audit.platforms as room
from presence_audit.platforms import (
    Account,
    ParsedUrl,
    Platform,
    Refusal,
    parse_url,
    platforms,
    recognise,
    recognise_as,
)
from presence_audit.platforms._urls import fold, owned_domain, registrable, unclaimed, words

OUR_CASES = Path(__file__).parent / "urls.tsv"
SHARED_CASES = Path(__file__).resolve().parents[3] / "shared" / "url_cases.tsv"

Case = tuple[str, str, str, str]


def _cases(path: Path) -> list[Case]:
    rows = path.read_text("utf-8").splitlines() if path.exists() else []
    found = []
    for row in rows:
        if row and not row.startswith("#"):
            url, platform, kind, handle, *_ = [*row.split("\t"), "", "", ""]
            found.append((url, platform, kind, handle))
    return found


def _told(answer: Account | Refusal) -> tuple[str, str, str]:
    if isinstance(answer, Account):
        return answer.platform, answer.kind, answer.handle
    return answer.why, "-", ""


EXAMPLES = [(platform, url, said) for platform in platforms().values() for url, said in platform.examples.items()]
ONLY_NAMED = [(platform, url) for platform, url, said in EXAMPLES if " " in said and platform.recognise is unclaimed]
NAMED = [case for case in _cases(OUR_CASES) if case[2] != "-"]
TRACKED = [case for case in NAMED if case[0] == case[0].strip() and "#" not in case[0]]
STARTS = ["", "http://", "https://www.", "tg://", "mailto:", "HTTPS://", "//", "@", "https://https://", "whatsapp:"]
HOSTS = sorted({host for platform in platforms().values() for host in platform.hosts} | {"nordlys.example", "[::1]"})


@pytest.mark.parametrize(("url", "platform", "kind", "handle"), _cases(OUR_CASES))
def test_a_url_names_what_the_table_says(url: str, platform: str, kind: str, handle: str) -> None:
    assert _told(recognise(url)) == (platform, kind, handle)


@pytest.mark.captures
@pytest.mark.parametrize(("url", "platform", "kind", "handle"), _cases(SHARED_CASES) or [("", "", "", "")])
def test_a_real_url_names_what_the_shared_table_says(url: str, platform: str, kind: str, handle: str) -> None:
    if not url:
        pytest.skip("no table of real URLs beside the checkout")
    assert _told(recognise(url)) == (platform, kind, handle)


@pytest.mark.parametrize(("platform", "url", "said"), EXAMPLES, ids=[url for _, url, _ in EXAMPLES])
def test_an_example_of_a_platform_is_answered_as_declared(platform: Platform, url: str, said: str) -> None:
    answer = recognise_as(platform, url) if platform.named else recognise(url)
    if isinstance(answer, Account):
        assert (answer.platform, f"{answer.kind} {answer.handle}") == (platform.id, said)
    else:
        assert answer.why == said


@pytest.mark.parametrize(("platform", "url"), ONLY_NAMED, ids=[url for _, url in ONLY_NAMED])
def test_software_whose_addresses_give_nothing_away_is_never_guessed(platform: Platform, url: str) -> None:
    guess, told = recognise(url), recognise_as(platform, url)
    assert not isinstance(guess, Account) or guess.platform != platform.id
    assert isinstance(told, Account)
    assert told.candidate
    assert recognise_as(platform, told.url) == told


@pytest.mark.parametrize("platform", [p for p in platforms().values() if p.id != "website"], ids=lambda p: p.id)
def test_a_platform_shows_what_it_takes_and_what_it_refuses(platform: Platform) -> None:
    taken = [said for said in platform.examples.values() if " " in said]
    assert len(taken) >= 2
    assert len(platform.examples) > len(taken)


def test_a_website_is_never_guessed() -> None:
    assert all(" " not in said for said in platforms()["website"].examples.values())


def test_a_platform_has_the_name_of_its_file() -> None:
    files = {module.name for module in pkgutil.iter_modules(room.__path__) if not module.name.startswith("_")}
    assert set(platforms()) == files


def test_a_host_has_one_owner() -> None:
    hosts = [host for platform in platforms().values() for host in platform.hosts if host != "*"]
    assert len(hosts) == len(set(hosts))


@pytest.mark.parametrize(("url", "platform", "kind", "handle"), NAMED)
def test_the_canonical_url_names_the_same_account(url: str, platform: str, kind: str, handle: str) -> None:
    answer = recognise(url)
    assert isinstance(answer, Account)
    assert recognise(answer.url) == answer


@pytest.mark.parametrize(("url", "platform", "kind", "handle"), TRACKED)
@pytest.mark.parametrize("tracking", ["utm_source=x&utm_medium=y", "fbclid=abc", "igshid=abc%3D%3D", "trk=top_nav"])
def test_tracking_does_not_change_the_answer(url: str, platform: str, kind: str, handle: str, tracking: str) -> None:
    assert _told(recognise(url + ("&" if "?" in url else "?") + tracking)) == (platform, kind, handle)


@pytest.mark.parametrize(
    "text",
    [
        "https://x.com/nordlys",
        "http://x.com/nordlys",
        "x.com/nordlys",
        "//x.com/nordlys",
        "https://X.COM/NORDLYS/",
        "https://x.com:443/nordlys",
        "https://x.com./nordlys",
        "<https://x.com/nordlys>",
        "https://x.com/nordlys).",
        "https://kari:secret@x.com/nordlys",
        "https://x.com/./nordlys",
        "https://x.com//nordlys",
        "https://x.com/n%6Frdlys",
        "https://x.com/nordlys#about",
    ],
)
def test_an_account_is_the_same_however_its_address_is_written(text: str) -> None:
    assert recognise(text) == Account("x", "account", "nordlys", "https://x.com/nordlys")


@given(
    st.one_of(
        st.text(max_size=80),
        st.builds(
            lambda start, host, path: f"{start}{host}/{path}",
            st.sampled_from(STARTS),
            st.sampled_from(HOSTS),
            st.text(alphabet=st.one_of(st.characters(), st.sampled_from("/@?=&#%.:+-_0a")), max_size=40),
        ),
    )
)
def test_any_text_is_answered(text: str) -> None:
    answer = recognise(text)
    if isinstance(answer, Account):
        assert answer.handle
        assert urlsplit(answer.url).scheme in {"http", "https"}
        assert answer.platform in platforms()
    else:
        assert answer.message


PATHS = st.text(alphabet=st.one_of(st.characters(), st.sampled_from("/@?=&#%.:+-_0a")), max_size=40)


@given(st.sampled_from(list(platforms().values())), st.sampled_from(HOSTS), PATHS)
def test_any_address_is_answered_by_the_platform_that_the_user_names(platform: Platform, host: str, path: str) -> None:
    answer = recognise_as(platform, f"https://{host}/{path}")
    if isinstance(answer, Account):
        assert (answer.platform, urlsplit(answer.url).scheme) == (platform.id, "https")
        assert answer.handle
    else:
        assert answer.message


@given(st.text(max_size=30), st.sampled_from([url for _, url, said in EXAMPLES if " " in said]))
def test_what_is_recognised_is_recognised_again(name: str, like: str) -> None:
    start, _, _ = like.rpartition("/")
    answer = recognise(f"{start}/{quote(name, safe='@')}")
    # A site or author known by an address below its own (/wp-json/, /author/kari/rss/) is not known by its own.
    if isinstance(answer, Account) and answer.kind not in {"site", "author"}:
        assert recognise(answer.url) == answer


@given(st.text(max_size=60))
def test_folding_a_handle_twice_changes_nothing(handle: str) -> None:
    assert fold(fold(handle)) == fold(handle)


def test_a_post_gives_its_account_away() -> None:
    answer = recognise("https://x.com/nordlys/status/1")
    assert isinstance(answer, Refusal)
    assert "https://x.com/nordlys" in answer.message


def test_redirectors_inside_one_another_come_to_an_end() -> None:
    url = "https://x.com/nordlys"
    for _ in range(6):
        url = f"https://l.facebook.com/l.php?u={quote(url, safe='')}"
    answer = recognise(url)
    assert isinstance(answer, Refusal)
    assert answer.why == "bad"


def test_an_address_of_many_thousand_letters_is_refused() -> None:
    assert _told(recognise("https://x.com/" + "a" * 200_000))[0] == "bad"


def test_the_text_of_a_parsed_url_holds_no_password() -> None:
    parsed = parse_url("https://kari:secret@Nordlys.Example:8443/a?b=c#d")
    assert isinstance(parsed, ParsedUrl)
    assert parsed.text == "https://nordlys.example:8443/a?b=c"
    assert parsed.netloc == "nordlys.example:8443"


@pytest.mark.parametrize(
    ("host", "site", "owner"),
    [
        ("www.nordlys.no", "nordlys.no", "nordlys.no"),
        ("shop.nordlys.co.uk", "nordlys.co.uk", "nordlys.co.uk"),
        ("nordlys.github.io", "github.io", "nordlys.github.io"),
        ("www.nordlys.example", "nordlys.example", "nordlys.example"),
        ("localhost", "localhost", "localhost"),
        ("127.0.0.1", "127.0.0.1", "127.0.0.1"),
        ("[::1]", "[::1]", "[::1]"),
        ("co.uk", "co.uk", "co.uk"),
    ],
)
def test_a_domain_is_cut_where_its_owner_begins(host: str, site: str, owner: str) -> None:
    assert (registrable(host), owned_domain(host)) == (site, owner)


def test_reserved_words_keep_their_reason() -> None:
    assert words(share="a b", legal="c", post="d", other="e") == {
        "a": "share",
        "b": "share",
        "c": "legal",
        "d": "post",
        "e": "other",
    }


@pytest.mark.parametrize(
    ("url", "account"),
    [
        ("https://www.instagram.com/stories/nordlys.energi/123/", "https://www.instagram.com/nordlys.energi/"),
        ("https://www.facebook.com/permalink.php?story_fbid=1&id=100064123456789", "profile.php?id=100064123456789"),
        (
            "https://www.linkedin.com/posts/nordlys_vind-activity-7000000000000000000-AbCd",
            "linkedin.com/company/nordlys",
        ),
        ("https://x.com/nordlys/status/1", "https://x.com/nordlys"),
        ("https://www.tiktok.com/@nordlys/video/7000000000000000000", "https://www.tiktok.com/@nordlys"),
        ("https://t.me/nordlys/12", "https://t.me/nordlys"),
    ],
)
def test_a_post_is_refused_with_the_account_that_its_address_gives_away(url: str, account: str) -> None:
    answer = recognise(url)
    assert isinstance(answer, Refusal)
    assert answer.why == "post"
    assert account in answer.message


def test_the_highlights_of_instagram_are_nobodys_name() -> None:
    answer = recognise("https://www.instagram.com/stories/highlights/179/")
    assert isinstance(answer, Refusal)
    assert "highlights/" not in answer.message

"""Makes the study: a profiles file for each company, the recording that answers for all of them, and the truth.

    python examples/study/make.py

It asks nobody. What the readers would ask of the sites is answered by pages.py and recorded by presence-audit's own
recorder. truth.json counts what was invented, without the tool, so that its counts can be held against it.
"""

# ruff: noqa: INP001  it is run by its path

from __future__ import annotations

import asyncio
import json
import shutil
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pages
from invent import ABSENT, NETWORKS, PRESENT, UNREAD, invented

from presence_audit.audit import audit
from presence_audit.fetch import Recorder
from presence_audit.fetch._exchange import Exchange
from presence_audit.model.outcome import Outcome
from presence_audit.model.page import Miss, Page
from presence_audit.profiles import load_profiles

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from invent import Account, Firm, Person, State

    from presence_audit.model.page import Request

HERE = Path(__file__).resolve().parent
AS_OF = datetime(2026, 11, 20, 6, 0, tzinfo=UTC)


def _yaml(account: Account) -> str:
    if account.state == "declared":
        return f"{{platform: {account.network}, absent: true}}"
    return account.url


def profiles_file(firm: Firm) -> str:
    """The profiles file of one company."""
    lines = [
        "# Invented, as everything in this folder: see ../README.md.",
        f"company: {{name: {firm.name}, kind: b2b, country: NO, languages: [nb], size: {firm.size}}}",
        "channels:",
        *(f"  - {_yaml(account)}" for account in firm.accounts),
        "leaders:",
    ]
    for person in firm.people:
        told = [_yaml(account) for account in person.accounts if account.state != "unsaid"]
        lines += [f"  - name: {person.name}", f"    role: {person.role}"]
        lines += ["    channels:", *(f"      - {one}" for one in told)] if told else []
    return "\n".join([*lines, "settings: {replay: ../study.warc.gz}", ""])


@dataclass
class Invented:
    """Answers every question of the readers with an invented page, and records it."""

    accounts: dict[str, tuple[Account, str]]
    recorder: Recorder

    async def fetch(self, request: Request, *, permission: str | None = None) -> Page | Miss:
        """Answer one request."""
        answer = self._answer(request.url)
        permitted = permission is not None
        if isinstance(answer, Miss):
            self.recorder.answer(request, answer, [], permitted=permitted)
            return answer
        status, kind, body = answer
        headers = {"content-type": kind, "content-length": str(len(body))}
        kept = self.recorder.exchange(
            Exchange(request.url, request.url, [], status, "OK" if status == 200 else "", headers, None, body, AS_OF)
        )
        page = Page(request.url, request.url, status, headers, body, AS_OF)
        self.recorder.answer(request, page, [kept.record], permitted=permitted)
        return page

    def _answer(self, url: str) -> Miss | tuple[int, str, bytes]:
        parts = urlsplit(url)
        if parts.hostname == "www.linkedin.com":
            reason = f"the robots.txt of www.linkedin.com forbids {parts.path} to robots"
            return Miss(url, Outcome.ROBOTS_DISALLOWED, reason, AS_OF)
        account, name = self._whose(url)
        if account.state == "failing":
            return Miss(url, Outcome.NETWORK_ERROR, f"{parts.hostname} did not answer in time", AS_OF)
        if account.network == "feed":
            return 200, "application/rss+xml", pages.rss(account, name, AS_OF)
        path = f"{parts.path}?{parts.query}"
        if account.network == "mastodon":
            status, content = pages.mastodon(account, name, path, AS_OF)
        elif "getProfile" in path:
            status, content = pages.bluesky_profile(account, name, AS_OF)
        else:
            status, content = pages.bluesky_feed(account, AS_OF)
        return status, "application/json", pages.as_body(content)

    def _whose(self, url: str) -> tuple[Account, str]:
        if url in self.accounts:
            return self.accounts[url]
        asked = parse_qs(urlsplit(url).query)
        key = (asked.get("actor") or asked.get("acct") or asked.get("resource") or [""])[0].removeprefix("acct:")
        if "/statuses" in url:
            key = urlsplit(url).path.split("/")[-2]
        return self.accounts[key.partition("@")[0]]


def _accounts(firms: Iterable[Firm]) -> dict[str, tuple[Account, str]]:
    """Every account by each of the names that it is asked by."""
    found: dict[str, tuple[Account, str]] = {}
    for firm in firms:
        owned = [(account, firm.name) for account in firm.accounts]
        owned += [(account, person.name) for person in firm.people for account in person.accounts]
        for account, name in owned:
            names = [account.url, account.handle, account.handle.partition("@")[0]]
            if account.network == "bluesky":
                names.append(str(pages.bluesky_profile(account, name, AS_OF)[1].get("did", account.handle)))
            if account.network == "mastodon" and account.state not in {"gone", "failing"}:
                names.append(pages.mastodon(account, name, "/lookup", AS_OF)[1]["id"])
            found |= dict.fromkeys(names, (account, name)) if account.network != "linkedin" else {}
    return found


async def _record(firms: Sequence[Firm]) -> None:
    with Recorder(HERE / "study.warc.gz", as_of=AS_OF, started_at=AS_OF, version="study") as recorder:
        answers = Invented(_accounts(firms), recorder)
        for firm in firms:
            profiles = load_profiles(HERE / firm.slug / "profiles.yaml")
            run = await audit(profiles, answers, AS_OF - timedelta(days=pages.DAYS), AS_OF)
            assert not run.failures
            assert run.error is None


def _kind(states: Iterable[State], yes: frozenset[str], no: frozenset[str]) -> str:
    """Of several accounts: yes if one is, no if none is, and else why that is not known."""
    found = set(states)
    if found & yes:
        return "yes"
    if found & UNREAD:
        return "unknown_named"
    return "no" if found & no else "unknown_unsaid"


_PRESENT = (PRESENT, ABSENT)
_ACTIVE = (frozenset({"active"}), frozenset({"silent", "empty", *ABSENT}))


def _states(person: Person, network: str) -> list[State]:
    return [account.state for account in person.accounts if network in {"any", account.network}]


def _of_a_firm(kinds: Sequence[str]) -> str:
    return next((kind for kind in ("yes", "unknown_named", "unknown_unsaid") if kind in kinds), "no")


def truth_of(firms: Sequence[Firm]) -> dict[str, dict[str, dict[str, int]]]:
    """By network and by question, how many answers of each kind there are to be found."""
    found: dict[str, dict[str, dict[str, int]]] = {}
    for network in (*NETWORKS, "any"):
        told: dict[str, dict[str, int]] = {}
        for question, (yes, no) in (("present", _PRESENT), ("active", _ACTIVE)):
            kinds = [[_kind(_states(person, network), yes, no) for person in firm.people] for firm in firms]
            told[f"leaders_{question}"] = dict(sorted(Counter(kind for one in kinds for kind in one).items()))
            told[f"companies_{question}"] = dict(sorted(Counter(map(_of_a_firm, kinds)).items()))
        found[network] = told
    return found


def main() -> None:
    """Write everything anew."""
    firms = invented()
    for old in HERE.glob("*/profiles.yaml"):
        shutil.rmtree(old.parent)
    for firm in firms:
        (HERE / firm.slug).mkdir()
        (HERE / firm.slug / "profiles.yaml").write_text(profiles_file(firm), "utf-8")
    asyncio.run(_record(firms))
    (HERE / "study.warc.gz").chmod(0o644)
    (HERE / "truth.json").write_text(json.dumps(truth_of(firms), indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()

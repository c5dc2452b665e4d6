"""LinkedIn: company pages, schools, showcases and people.

A stranger sees of a company page the exact number of followers and its ten newest posts, with text, reactions and
comments; of a person the followers, the long-form articles and sometimes a few posts of LinkedIn's choice. But its
robots.txt forbids all robots that LinkedIn has not named, so the site is asked only where the user states a permission.
Otherwise a page is read that the user saved, or the owner's export.

What the reader keeps to:
- A post's id holds its time (`id >> 22` is Unix milliseconds); the printed age ("4d") only checks it. Where the ages of
  a saved page say together that it is older than its file, it tells up to then.
- Comments are zero where a card prints reactions and no comments, as LinkedIn leaves out what is zero. How often a post
  was reposted is not shown, and neither is which post is pinned.
- A page without posts proves nothing; that a company is silent is believed only of the page's own export.
- How often a person posts cannot be seen from outside. Their posts are listed, and no rate is concluded.
- A page that was saved while signed in is another page, made by LinkedIn for that member; it is not read. Save it from
  a private window.
- A company goes by its name, which it can change, or by its number: LinkedIn's own answer to the address asked for
  tells which name it goes by now.

Sources: recorded company page of 2024-10-05; structured data of profiles of 2026-01; the shapes that public readers of
2026 describe.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from presence_audit.model.outcome import Outcome
from presence_audit.model.page import Miss, Request
from presence_audit.platforms._contract import Ask, Conversation, Drift, Platform, Way, blocked, refused
from presence_audit.platforms._identity import another
from presence_audit.platforms._json_ld import items_of
from presence_audit.platforms._linkedin_head import account_named_by, is_for_members, root_of
from presence_audit.platforms._linkedin_page import OWN_EXPORT, organization_of, page_observed
from presence_audit.platforms._linkedin_person import OWN_DATA, person_observed
from presence_audit.platforms._linkedin_urls import account_at, recognise
from presence_audit.platforms._reach import failure
from presence_audit.platforms._visits import joined

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from presence_audit.model.observation import Observation
    from presence_audit.model.page import Page
    from presence_audit.platforms._urls import Account

_PAGES: Final = ("company", "school", "showcase")
_SAVE: Final = (
    "Open the page in a private window, where you are not signed in, save it (Ctrl+S) and write `saved: FILE` "
    "beside the channel."
)
_NO_PUBLIC_PROFILE: Final = (
    "LinkedIn shows strangers no profile under this address: it is hidden from them, or there is none."
)
_SIGNED_IN: Final = "This page was saved by somebody who was signed in; what LinkedIn shows to members is not read."


def _is_led_to(ask: Ask, page: Page, found: Account, number: str, *, is_saved: bool) -> bool:
    """Whether LinkedIn itself says that the account asked for is the one found, under the name it goes by now."""
    wanted = ask.channel.handle
    if (found.kind == "person") is not (ask.channel.kind == "person"):
        return False
    if wanted.isdigit() and number:
        return wanted == number
    if not is_saved:
        return True
    came_from = account_at(page.url)
    return came_from is not None and came_from.handle == wanted and page.url != page.asked


def _read(ask: Ask, page: Page, *, is_saved: bool) -> Observation:
    """What one page shows of the account, or why it shows nothing."""
    stopped = failure(ask, page)
    if stopped and stopped.outcome is Outcome.NOT_FOUND and ask.channel.kind == "person":
        # A person may hide the public profile, and strangers are shown the same page then.
        return blocked(ask, Outcome.LOGIN_WALL, _NO_PUBLIC_PROFILE)
    if stopped:
        return stopped
    if page.url.split("?")[0].rstrip("/").endswith("/unavailable"):
        return blocked(ask, Outcome.NOT_FOUND, "LinkedIn answers with its page for companies that are no more.")
    root = root_of(page)
    if is_for_members(root):
        step = OWN_DATA if ask.channel.kind == "person" else f"{_SAVE} {OWN_EXPORT}"
        return blocked(ask, Outcome.NOT_ATTEMPTED, _SIGNED_IN, step)
    items = items_of(root)
    found = account_named_by(root, items)
    is_of_its_kind = (found.kind == "person") is (ask.channel.kind == "person")
    other = another(ask, found.handle if is_of_its_kind else f"{found.kind} {found.handle}")
    note = ""
    if other is not None:
        if not _is_led_to(ask, page, found, organization_of(root), is_saved=is_saved):
            return other
        note = f"LinkedIn knows this {found.kind} as {found.handle} now; that page was read."
    if found.kind == "person":
        seen = person_observed(ask, items, found.handle, page.fetched_at)
    else:
        own = frozenset((kind, handle) for kind in _PAGES for handle in (found.handle, ask.channel.handle))
        seen = page_observed(ask, root, items, own, page.fetched_at)
    return replace(seen, reason=" ".join(part for part in (note, seen.reason) if part))


def read(ask: Ask) -> Conversation:
    """The page itself, which robots.txt leaves to be asked for only with a permission."""
    page = yield Request(ask.channel.url)
    if isinstance(page, Miss):
        return refused(ask, page)
    return _read(ask, page, is_saved=False)


def saved(ask: Ask, pages: Sequence[Page]) -> Observation:
    """The pages that the user saved of one account, on one day or on several."""
    seen: list[tuple[datetime, Observation]] = []
    lost: list[Observation] = []
    drift = Drift("there is no page")
    for page in pages:
        try:
            observation = _read(ask, page, is_saved=True)
        except Drift as error:
            drift = error
            continue
        if observation.outcome.is_readable:
            seen.append((observation.observed_at or page.fetched_at, observation))
        else:
            lost.append(observation)
    if seen:
        whole = joined(seen, ask.since)
        left_out = len(pages) - len(seen)
        note = f"{left_out} of the saved pages could not be used." if left_out else ""
        return replace(whole, reason=" ".join(part for part in (whole.reason, note) if part))
    if lost:
        return lost[0]
    raise drift


PLATFORM = Platform(
    id="linkedin",
    name="LinkedIn",
    hosts=("linkedin.com",),
    recognise=recognise,
    read=read,
    category="linkedin",
    shows=("followers", "posts", "dates", "text", "reposts", "alt text", "engagement", "authors"),
    wall="A few requests from one address bring the sign-in page or status 999; posts of people are for members only.",
    robots="Forbids all robots but a few that are named.",
    since="0.1.0",
    proven="2026-11-26 against a company page recorded on 2024-10-05; people by their documented shape, not seen live",
    live="with permission",
    saved=saved,
    ways=(
        Way("saved", "minutes", _SAVE, _PAGES),
        Way("export", "minutes", OWN_EXPORT, _PAGES),
        Way("export", "days", OWN_DATA, ("person",)),
    ),
    examples={
        "https://www.linkedin.com/company/nordlys": "company nordlys",
        "https://no.linkedin.com/in/Kari-Nordmann-1234/": "person kari-nordmann-1234",
        "https://www.linkedin.com/showcase/nordlys-vind?trk=x": "showcase nordlys-vind",
        "https://www.linkedin.com/school/nordlys-akademi/": "school nordlys-akademi",
        "https://www.linkedin.com/sharing/share-offsite/?url=https://nordlys.example": "share",
        "https://www.linkedin.com/posts/nordlys_vind-activity-7000000000000000000-AbCd": "post",
        "https://www.linkedin.com/legal/privacy-policy": "legal",
    },
)

"""Which accounts the company's own site and posts point to, and whether a profile points back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from presence_audit.metrics._accounts import key_of
from presence_audit.platforms import Account, parse_url, recognise

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from presence_audit.metrics._views import ChannelView
    from presence_audit.model.channel import Channel
    from presence_audit.model.observation import Evidence, Observation
    from presence_audit.model.profiles import Profiles

# Identifiers that a platform gives: the same account may be linked under a name.
_OPAQUE = re.compile(r"^(?:\d{5,}|did:.+|uc[\w-]{22})$", re.IGNORECASE)


def _plain(url: str) -> str:
    parsed = parse_url(url)
    return "/".join((parsed.host, *parsed.segments)).casefold() if parsed else url.casefold()


@dataclass(frozen=True, slots=True)
class Links:
    """What the company points to.

    `is_site_read` says whether the home page was seen; `accounts` and `urls` are what it links to, `tags` whom the
    company's posts mention, each as (platform, handle).
    """

    site: str | None
    is_site_read: bool
    accounts: frozenset[tuple[str, str]]
    urls: frozenset[str]
    tags: frozenset[tuple[str, str]]
    evidence: tuple[Evidence, ...]

    def from_site(self, channel: Channel) -> bool | None:
        """Whether the site links to the channel; None where that cannot be told.

        So it is where the site was not read, or where it links to an account of the platform by another sort of
        name (a number for a name), which may be the same one.
        """
        if not self.is_site_read:
            return None
        if key_of(channel.platform, channel.handle) in self.accounts or _plain(channel.url) in self.urls:
            return True
        others = [handle for platform, handle in self.accounts if platform == channel.platform]
        mine = bool(_OPAQUE.match(channel.handle))
        return None if any(bool(_OPAQUE.match(handle)) != mine for handle in others) else False

    def is_tagged(self, channel: Channel) -> bool:
        """Whether a post of the company on the same platform mentions the account."""
        return key_of(channel.platform, channel.handle) in self.tags

    def points_back(self, view: ChannelView) -> bool | None:
        """Whether the profile links to the company's site; None where the profile was not seen."""
        if not view.is_profile_seen or view.observation is None or self.site is None:
            return None
        profile = view.observation.profile
        linked = (parse_url(link) for link in profile.links)
        return any(url is not None and url.site == self.site for url in linked) or self.names_site(profile.bio)

    def names_site(self, bio: str | None) -> bool:
        """Whether a text names the domain of the company's site."""
        if not bio or not self.site:
            return False
        return re.search(rf"(?<![\w-]){re.escape(self.site)}(?![\w-])", bio.casefold()) is not None

    def is_known(self, view: ChannelView) -> bool | None:
        """Whether a company account can be told to be its own: linked either way, or verified.

        None where one of the two could not be read and the other says no.
        """
        there, back = self.from_site(view.channel), self.points_back(view)
        verified = view.observation.profile.verified if view.observation and view.is_profile_seen else None
        if there or back or verified:
            return True
        return False if there is False and back is False else None

    def is_site(self, channel: Channel) -> bool:
        """Whether the channel lies on the company's own site, which needs no link to itself."""
        url = parse_url(channel.url)
        return self.site is not None and url is not None and url.site == self.site


def _linked(home: Observation) -> Iterable[str]:
    yield from home.profile.links
    for post in home.posts:
        yield from post.links


def links_of(profiles: Profiles, company: Sequence[ChannelView], home: Observation | None) -> Links:
    """Collect what the company's home page and posts point to."""
    website = parse_url(profiles.company.website or "")
    is_read = home is not None and home.outcome.is_readable
    links = list(_linked(home)) if home is not None and is_read else []
    accounts = [found for link in links if isinstance(found := recognise(link), Account)]
    tags = {
        key_of(view.channel.platform, mention)
        for view in company
        if view.observation is not None
        for post in view.observation.posts
        for mention in post.mentions
    }
    return Links(
        site=website.site if website else None,
        is_site_read=is_read,
        accounts=frozenset(key_of(a.platform, a.handle) for a in accounts),
        urls=frozenset(_plain(link) for link in links),
        tags=frozenset(tags),
        evidence=home.evidence if home else (),
    )

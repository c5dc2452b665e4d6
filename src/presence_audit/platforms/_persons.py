"""Whether a page of a site shows one person's posts: what the whole site says is never credited to a leader."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from presence_audit.model.channel import COMPANY
from presence_audit.model.outcome import Outcome
from presence_audit.platforms._contract import Ask, blocked

if TYPE_CHECKING:
    from presence_audit.model.observation import Observation
    from presence_audit.platforms._site import Site

_STEP = "Look the person's own address up on the site, or name the address of their own feed."


def _path(url: str) -> str:
    return urlsplit(url).path.strip("/").casefold()


def theirs(ask: Ask, site: Site) -> Site | Observation:
    """The site as far as it speaks for the channel's owner, or why it does not.

    The company's channels and a leader's own site (its front page, or that of a WordPress in a folder) are taken
    whole. Any other page of a leader has to be the one that was asked for, and an author's archive or a page
    with a feed of its own below it.
    """
    asked, shown = _path(ask.channel.url), _path(site.url)
    if ask.channel.owner == COMPANY or not asked:
        return site
    if asked != shown:
        reason = f"The address leads to {site.url}, which need not be this person's page."
        return blocked(ask, Outcome.NOT_ATTEMPTED, reason, _STEP)
    is_front = site.api is not None and _path(site.api).removesuffix("wp-json").strip("/") == shown
    if site.author or is_front or "author" in shown.split("/"):
        return site
    own = tuple(link for link in site.feeds if _path(link.href).startswith(f"{shown}/"))
    if own:
        return replace(site, feeds=own, author=True)
    reason = "The page names no feed of its own, and those of the whole site are not this person's."
    return blocked(ask, Outcome.NOT_ATTEMPTED, reason, _STEP)

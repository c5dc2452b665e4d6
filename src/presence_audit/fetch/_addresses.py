"""Which addresses are asked at all: http and https, a host, no user name; and where a redirect leads."""

from __future__ import annotations

from yarl import URL

from presence_audit.fetch._exchange import network_error

_LONGEST = 8192


def parse_address(text: str) -> URL:
    """The address as it will be asked, without its fragment. Raises NoAnswer where it cannot be."""
    try:
        return _checked(URL(text))
    except (ValueError, TypeError) as error:
        raise network_error("this is no valid address") from error


def next_address(current: URL, location: str | None) -> URL:
    """Where an answer redirects to. Raises NoAnswer where that leads nowhere.

    From https to http is followed: no secret is ever sent, and the recording shows the hop.
    """
    if not location:
        raise network_error(f"{host_of(current)} redirects without saying where to")
    try:
        return _checked(current.join(URL(location)))
    except (ValueError, TypeError) as error:
        raise network_error(f"{host_of(current)} redirects to something that is no valid address") from error


def _checked(url: URL) -> URL:
    if url.scheme not in {"http", "https"}:
        raise network_error(f"only http and https are fetched, not {url.scheme[:20] or 'this'!r}")
    if not url.raw_host:
        raise network_error("the address names no host")
    if url.user is not None or url.password is not None:
        raise network_error("an address with a user name or password in it is not fetched")
    if len(str(url)) > _LONGEST:
        raise network_error(f"the address is longer than {_LONGEST} characters")
    return url.with_fragment(None)


def host_of(url: URL) -> str:
    """The name that turns, pauses and messages go by: ASCII, lower case, without the root's dot."""
    return (url.raw_host or "").rstrip(".").lower()

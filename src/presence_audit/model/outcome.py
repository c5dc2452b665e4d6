"""How a channel answered: a closed list, in which what says something of the account is kept apart."""

from __future__ import annotations

from enum import StrEnum


class Outcome(StrEnum):
    """The outcome of looking at one channel (the contract's list).

    The first group says something of the account. The second says something of the request only, and
    leaves every number that would rest on it unknown.
    """

    OK = "ok"
    ZERO_POSTS = "zero_posts"
    NOT_FOUND = "not_found"
    SUSPENDED = "suspended"
    PRIVATE = "private"
    MOVED = "moved"

    ROBOTS_DISALLOWED = "robots_disallowed"
    LOGIN_WALL = "login_wall"
    BOT_CHALLENGE = "bot_challenge"
    RATE_LIMITED = "rate_limited"
    CONSENT = "consent"
    AGE_GATED = "age_gated"
    REGION = "region"
    OPTED_OUT = "opted_out"
    PARSE_DRIFT = "parse_drift"
    NETWORK_ERROR = "network_error"
    BLOCKED_ADDRESS = "blocked_address"
    NOT_ATTEMPTED = "not_attempted"

    @property
    def is_readable(self) -> bool:
        """The account's posts were seen, or it was proven to have none."""
        return self in {Outcome.OK, Outcome.ZERO_POSTS}

    @property
    def is_absent(self) -> bool:
        """The account is confirmed not to be publicly there."""
        return self in {Outcome.NOT_FOUND, Outcome.SUSPENDED, Outcome.PRIVATE}

    @property
    def is_unknown(self) -> bool:
        """Nothing may be concluded about the account (an account that moved away is judged where it went)."""
        return not self.is_readable and not self.is_absent

    @property
    def meaning(self) -> str:
        """What was seen, in one plain sentence."""
        return _MEANINGS[self]

    @property
    def next_step(self) -> str:
        """What the reader of the report can do about it; empty where there is nothing to do."""
        return _NEXT_STEPS.get(self, "")


_MEANINGS = {
    Outcome.OK: "The channel was read, and its posts were seen.",
    Outcome.ZERO_POSTS: "The channel was read, and it is proven that it has no posts.",
    Outcome.NOT_FOUND: "The site says that there is no such account.",
    Outcome.SUSPENDED: "The site says that the account is suspended.",
    Outcome.PRIVATE: "The owner shows the account to chosen people only, so that the public sees nothing of it.",
    Outcome.MOVED: "The account says that it has moved to another address, and could not be read there.",
    Outcome.ROBOTS_DISALLOWED: "The site's robots.txt asks programs to stay out, and this one does.",
    Outcome.LOGIN_WALL: "The site shows the channel to signed-in visitors only, and this program never signs in.",
    Outcome.BOT_CHALLENGE: "The site asks the visitor to prove to be human, which a program cannot and will not do.",
    Outcome.RATE_LIMITED: "The site says that it was asked too often, and wants to be left alone for a while.",
    Outcome.CONSENT: "The site shows a page about cookies or terms first, and only a person can agree to it.",
    Outcome.AGE_GATED: "The site shows the account to adults only, and asks the visitor to sign in to prove it.",
    Outcome.REGION: "The site does not show the account in the country from which it was asked.",
    Outcome.OPTED_OUT: "The owner has asked not to be shown to visitors who are not signed in, and that is kept to.",
    Outcome.PARSE_DRIFT: "The site answered, but with something that this version cannot read for certain.",
    Outcome.NETWORK_ERROR: "No answer came: the address, the connection or the site's server failed.",
    Outcome.BLOCKED_ADDRESS: "The address leads into a private network, which is not asked unless you allow it.",
    Outcome.NOT_ATTEMPTED: "The channel was not asked: the run was offline, out of time, or interrupted.",
}

_NEXT_STEPS = {
    Outcome.ZERO_POSTS: "Publish a first post, or close the account and point to a live channel.",
    Outcome.NOT_FOUND: "Check the address in profiles.yaml; if the account is closed, write `absent: true`.",
    Outcome.SUSPENDED: "Ask the platform why the account is suspended, or write `absent: true`.",
    Outcome.PRIVATE: "Make the account public, or write `absent: true` if that is a choice.",
    Outcome.MOVED: "Put the account's new address into profiles.yaml.",
    Outcome.ROBOTS_DISALLOWED: (
        'The site asks robots to stay out. If the channel is yours, state it: `permission: "our own page"`.'
    ),
    Outcome.LOGIN_WALL: (
        "The site shows this to signed-in visitors only; it is left out, not counted as zero. "
        "Name a public page or feed of the account, if it has one."
    ),
    Outcome.BOT_CHALLENGE: (
        "The site asks for a human. Run the audit again later from an office or home network, "
        "or ask the site's owner to let it in."
    ),
    Outcome.RATE_LIMITED: "Wait an hour and run the audit again.",
    Outcome.CONSENT: (
        "The site shows a consent page first, which the tool does not answer for anybody. "
        "Run the audit where the site does not ask, or name a feed of the account."
    ),
    Outcome.AGE_GATED: "The account is open to signed-in adults only; its owner can lift that in its settings.",
    Outcome.REGION: "The account is not shown in this country; run the audit from the company's own country.",
    Outcome.OPTED_OUT: (
        "The account asks not to be shown to signed-out visitors, and the tool keeps to that; "
        "its owner can lift it in the account's settings."
    ),
    Outcome.PARSE_DRIFT: (
        "The site has changed, or answered with something else. Please report it with a recording (--record)."
    ),
    Outcome.NETWORK_ERROR: "Check the address and the connection, then run the audit again.",
    Outcome.BLOCKED_ADDRESS: (
        "The address is private. If that is meant, name the host under `settings: allow_private_hosts:`."
    ),
    Outcome.NOT_ATTEMPTED: "Run the audit again, live, with time enough and nothing left out.",
}

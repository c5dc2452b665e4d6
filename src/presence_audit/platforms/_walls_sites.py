"""The walls that single sites have besides those of everybody: a table keyed on the registrable domain.

A shape speaks when the status, the place where a redirect ended, and the markup all fit. `unless` names what a page
that can be read has: a sign-in form that lies over a profile is no wall. A page that is known to be sent for unknown
names and for walls alike is told as a wall, because it says nothing of the account.

Sources: the newest extractors of yt-dlp, gallery-dl, RSS-Bridge and RSSHub and their issue threads, as of 2026-11.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from presence_audit.model.outcome import Outcome
from presence_audit.platforms._urls import registrable
from presence_audit.platforms._walls_shapes import Shape, Wall, marks, sent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presence_audit.model.page import Page

# What is longer carries more than a wall would.
_LONGEST: Final = 4 * 1024 * 1024


# The title of a page of one account names it with an @; that of the sign-in page and of the empty page does not.
def _title_without_handle(site: str) -> str:
    return (
        rf"<title[^>]{{0,200}}>(?:(?!@|&#0*64;|&#x40;|&commat;)[^<]){{0,80}}\b{site}\b(?:(?!@|&#)[^<]){{0,80}}</title>"
    )


_OG_TITLE: Final = r"property=[\"']?og:title"

_LINKEDIN_DATA: Final = marks(r"top-card-layout__title|data-test-id=[\"']?about-us|data-activity-urn=")
_LINKEDIN: Final = (
    Shape(
        Outcome.BOT_CHALLENGE, "LinkedIn refused the request of a robot (HTTP 999).", frozenset({999}), media=""
    ),
    sent(Outcome.LOGIN_WALL, "LinkedIn sent the visitor to its sign-in page.",
          r"^/(?:checkpoint/(?:lg|rp|rm)|signup|reg)\b"),
    sent(Outcome.NOT_FOUND, "LinkedIn says that this page is not available.",
          r"^/(?:(?:company|school|showcase)/unavailable|404)(?:/|\?|$)"),
    Shape(
        Outcome.BOT_CHALLENGE,
        "LinkedIn answered with a security check instead of the page.",
        marks=marks(r"<title>\s*security verification\b"),
        unless=_LINKEDIN_DATA,
    ),
    Shape(
        Outcome.LOGIN_WALL,
        "LinkedIn answered with its sign-in page instead of the page that was asked for.",
        marks=marks(
            r"content=[\"']?auth_wall_|pagekey-auth_wall_|class=[\"']?authwall|"
            r"<title>\s*(?:sign up|sign in|login|log in|linkedin login|linkedin: log in)\b"
        ),
        unless=_LINKEDIN_DATA,
    ),
)  # fmt: skip

_INSTAGRAM_DATA: Final = marks(
    rf"{_OG_TITLE}|xig_user_by_username|\"profile_id\"|contextJSON\\?\"\s*:\s*\"|\"follower_count\"|\"edge_followed_by\""
)
_INSTAGRAM: Final = (
    sent(Outcome.LOGIN_WALL, "Instagram sent the visitor to its sign-in page.",
          r"^/(?:\?|$)|^/(?:challenge|accounts/suspended|accounts/signup|accounts/emailsignup)\b"),
    Shape(
        Outcome.LOGIN_WALL,
        "Instagram shows this to signed-in visitors only (require_login).",
        frozenset({200, 400, 401, 403}),
        marks=marks(r"\"require_login\"\s*:\s*true"),
        media="json",
    ),
    Shape(
        Outcome.BOT_CHALLENGE,
        "Instagram asks for a check of the account that visits.",
        frozenset({200, 400, 401, 403}),
        marks=marks(r"\"message\"\s*:\s*\"(?:checkpoint|challenge)_required\""),
        media="json",
    ),
    Shape(
        Outcome.RATE_LIMITED,
        "Instagram asks to wait a few minutes.",
        frozenset({200, 400, 401, 403}),
        marks=marks(r"\"message\"\s*:\s*\"please wait a few minutes"),
        media="json",
    ),
    Shape(
        Outcome.REGION,
        "Instagram does not show this account in this country.",
        marks=marks(r"\"country_block\"\s*:\s*true"),
        media="json",
    ),
    Shape(
        # The counts that come beside it are zeros, whatever the account has.
        Outcome.AGE_GATED,
        "Instagram shows this account to signed-in visitors of a certain age only.",
        marks=marks(r"\"gating_type\"\s*:\s*\"|\"title\"\s*:\s*\"restricted profile\""),
        media="json",
    ),
    Shape(
        Outcome.AGE_GATED,
        "Instagram shows this account to signed-in visitors of a certain age only.",
        marks=marks(r"\"gating_type\"\s*:\s*\"|>\s*restricted profile\s*<|you must be \d\d years old or over"),
        unless=_INSTAGRAM_DATA,
    ),
    Shape(
        Outcome.LOGIN_WALL,
        "Instagram sent its sign-in page, which says nothing of the account.",
        marks=marks(_title_without_handle("instagram")),
        unless=marks(rf"{_INSTAGRAM_DATA.pattern.decode()}|class=[\"'][^\"']{{0,80}}Embed"),
    ),
)  # fmt: skip

_FACEBOOK_DATA: Final = marks(
    rf"{_OG_TITLE}|profile_social_context|timeline_list_feed_units|\"delegate_page\"|\"profile_tile_sections\""
)
_FACEBOOK: Final = (
    Shape(Outcome.BOT_CHALLENGE, "Facebook refused the request of a robot (HTTP 400).", frozenset({400})),
    sent(Outcome.LOGIN_WALL, "Facebook sent the visitor to its sign-in page.",
          r"^/(?:\?|$)|^/(?:r\.php|reg|recover)\b"),
    Shape(
        Outcome.NOT_FOUND,
        "Facebook says that there is no such page.",
        marks=marks(r"<title[^>]{0,200}>\s*page not found\b"),
        unless=_FACEBOOK_DATA,
    ),
    Shape(
        Outcome.LOGIN_WALL,
        "Facebook says that this is not available right now: deleted, or shown to some people, ages or countries only.",
        marks=marks(r"\"title\"\s*:\s*\"this (?:content|page) isn(?:'|\xe2\x80\x99|\\u2019|&#039;)t available"),
        unless=_FACEBOOK_DATA,
    ),
    Shape(
        Outcome.BOT_CHALLENGE,
        "Facebook answered with its error page: a block for a while, or a page that strangers do not get.",
        marks=marks(r"\"__dr\"\s*:\s*\"CometErrorRoot\.react\""),
        unless=_FACEBOOK_DATA,
    ),
    Shape(
        Outcome.LOGIN_WALL,
        "Facebook answered with its sign-in page, which says nothing of the account.",
        marks=marks(r"id=[\"']?(?:login_form|loginbutton)\b|data-testid=[\"']?royal_login"),
        unless=_FACEBOOK_DATA,
    ),
    Shape(
        Outcome.CONSENT,
        "Facebook shows a consent page first.",
        marks=marks(r"<form[^>]{0,300}action=[\"']?(?:https://[a-z.]{1,40})?/(?:cookie|privacy)/consent"),
        unless=_FACEBOOK_DATA,
    ),
)  # fmt: skip

_THREADS: Final = (
    sent(Outcome.LOGIN_WALL, "Threads sent the visitor to its front page: the account is gone, or for members only.",
          r"^/(?:\?|$)|[?&]error=invalid_post\b"),
    Shape(
        Outcome.LOGIN_WALL,
        "Threads sent its sign-in page, which says nothing of the account.",
        marks=marks(_title_without_handle("threads")),
        unless=marks(rf"{_OG_TITLE}|\"follower_count\"|\"thread_items\"|\"text_post_app_"),
    ),
)  # fmt: skip

# A rendered page says in English what became of the account; its head is an attribute of X's own markup.
_X_DATA: Final = marks(
    rf"{_OG_TITLE}|UserProfileSchema|data-testid=[\"']?(?:tweet|UserName|UserDescription|UserProfileHeader_Items)\b"
)
_X: Final = (
    sent(Outcome.LOGIN_WALL, "X sent the visitor to its sign-in page.", r"^/(?:home)?/?(?:\?|$)|^/i/flow/"),
    sent(Outcome.BOT_CHALLENGE, "X sent the visitor to a check of the account that visits.", r"^/account/access\b"),
    Shape(
        Outcome.BOT_CHALLENGE,
        "X answered with a security verification instead of the page.",
        frozenset({200, 403, 503}),
        marks=marks(r">\s*performing security verification"),
        unless=_X_DATA,
    ),
    # That an account is suspended, protected or not there stands on a page that a browser has filled in: the reader
    # of X tells it, because it also knows whether the page is about the account that was asked for.
    Shape(
        Outcome.LOGIN_WALL,
        "X sent its empty page, which says nothing of the account.",
        marks=marks(r"id=[\"']?react-root\b"),
        unless=marks(rf"{_X_DATA.pattern.decode()}|data-testid=[\"']?(?:empty_state_header_text|emptyState)\b"),
    ),
)  # fmt: skip

# `statusCode` of webapp.user-detail and webapp.video-detail, as yt-dlp and gallery-dl read it. 10204 is said of what
# is gone and of visitors that are blocked alike, and 10216 of a post, so neither says anything of the account.
TIKTOK_CODES: Final[dict[int, Wall]] = {
    10202: (Outcome.NOT_FOUND, "TikTok says that there is no such account (10202)."),
    10221: (Outcome.NOT_FOUND, "TikTok says that there is no such account (10221)."),
    10222: (Outcome.PRIVATE, "TikTok says that the account is private (10222)."),
    10216: (Outcome.LOGIN_WALL, "TikTok shows this to visitors only whom its author lets in (10216)."),
    10204: (Outcome.BOT_CHALLENGE, "TikTok refused this visitor, or has taken this away (10204)."),
    10231: (Outcome.REGION, "TikTok does not show this in this country (10231)."),
}
_TIKTOK_DATA: Final = marks(
    r"__UNIVERSAL_DATA_FOR_REHYDRATION__|SIGI_STATE|__FRONTITY_CONNECT_STATE__|data-e2e=[\"']?user-"
)
_TIKTOK: Final = (
    sent(Outcome.REGION, "TikTok is not offered in this country.", r"^/[a-z]{2}/notfound\b"),
    Shape(
        Outcome.BOT_CHALLENGE,
        "TikTok answered with a check for humans instead of the page.",
        frozenset({200, 202, 403}),
        marks=marks(
            r"_wafchallengeid|waf-jschallenge|/waf-aiso/|id=[\"']?(?:wci|rci)[\"'\s>]|TTGCaptcha|"
            r"<title>\s*please wait\.\.\.\s*</title>"
        ),
        unless=_TIKTOK_DATA,
    ),
    *(
        Shape(
            outcome,
            sentence,
            marks=marks(rf"\"statusCode\"\s*:\s*{code}\b"),
            unless=marks(r"\"(?:uniqueId|unique_id)\"\s*:\s*\"[^\"]|data-e2e=[\"']?user-"),
            media="",
        )
        for code, (outcome, sentence) in TIKTOK_CODES.items()
    ),
)

_GOOGLE: Final = (
    Shape(
        Outcome.CONSENT,
        "YouTube shows Google's consent page first.",
        marks=marks(r"<form[^>]{0,300}action=[\"']?https://consent\.(?:youtube|google)\.[a-z.]{2,10}/save\b"),
        unless=marks(r"\"(?:channelMetadataRenderer|alertRenderer|channelAgeGateRenderer)\""),
    ),
    Shape(
        Outcome.BOT_CHALLENGE,
        "Google answered with a check for humans instead of the page.",
        frozenset({200, 403, 503}),
        marks=marks(r"<form[^>]{0,300}id=[\"']?captcha-form\b"),
    ),
)

_PINTEREST: Final = (
    sent(
        Outcome.LOGIN_WALL, "Pinterest sent the visitor to its front page.", r"^/(?:\?|$)|^/(?:signup|ideas)/?(?:\?|$)"
    ),
    Shape(
        Outcome.LOGIN_WALL,
        "Pinterest sent its empty page, which it sends for names that nobody has as well.",
        marks=marks(r"id=[\"']?__PWS_(?:DATA|INITIAL_PROPS|ROOT)__"),
        unless=marks(r"\"follower_?count\"\s*:|pinterestapp:followers|<rss\b"),
    ),
)
_SNAPCHAT: Final = (
    Shape(
        Outcome.LOGIN_WALL,
        "Snapchat sent its empty page, which says nothing of the account.",
        marks=marks(r"id=[\"']?__NEXT_DATA__"),
        unless=marks(r"\"userProfile\"|publicProfileInfo"),
    ),
)

SITES: Final[dict[str, tuple[Shape, ...]]] = {
    "linkedin.com": _LINKEDIN,
    "instagram.com": _INSTAGRAM,
    "facebook.com": _FACEBOOK,
    "threads.com": _THREADS,
    "threads.net": _THREADS,
    "x.com": _X,
    "twitter.com": _X,
    "tiktok.com": _TIKTOK,
    "youtube.com": _GOOGLE,
    "google.com": _GOOGLE,
    "pinterest.com": _PINTEREST,
    "snapchat.com": _SNAPCHAT,
}


def _parts(url: str) -> tuple[str, str]:
    """The site of a URL, and its path with its query."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        return "", ""
    site = registrable(host) if host else ""
    # pinterest.co.uk, pinterest.de: one site under the names of its countries.
    site = "pinterest.com" if site.partition(".")[0] == "pinterest" else site
    return site, parts.path + (f"?{parts.query}" if parts.query else "")


def _shapes(page: Page) -> Iterator[tuple[Shape, str | None]]:
    """The shapes of the site that was asked and of the one that answered, each with the place it was sent to."""
    asked, asked_place = _parts(page.asked)
    site, place = _parts(page.url)
    moved = place if (asked, asked_place.rstrip("/").casefold()) != (site, place.rstrip("/").casefold()) else None
    for name in dict.fromkeys((asked, site)):
        for shape in SITES.get(name, ()):
            yield shape, moved


def by_site(page: Page) -> Wall | None:
    """The wall that the site is known to put up, when this answer is one; None when it is none."""
    said = page.content_type
    for shape, moved in _shapes(page):
        if shape.statuses and page.status not in shape.statuses:
            continue
        if shape.media and said and shape.media not in said:
            continue
        if shape.ended is not None and (moved is None or not shape.ended.search(moved)):
            continue
        if shape.marks is not None and (len(page.body) > _LONGEST or not shape.marks.search(page.body)):
            continue
        if shape.unless is not None and shape.unless.search(page.body):
            continue
        return shape.outcome, shape.sentence
    return None

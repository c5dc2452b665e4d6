"""The share of the company's accounts that people can tell to be its own.

What it measures:
    Of the accounts listed for the company (its own site aside), how many are linked from its home page, link
    back to its site, or carry a mark of verification by the platform; one of the three is enough. An account is left
    out where that cannot be known, because the home page or the account could not be read.

Why it matters:
    Anybody can open an account in a company's name. A link in both directions is what tells customers, and the
    press, which one to believe.

How to improve:
    Link every account from the footer of your site, and put the address of the site into every profile.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.metrics._contract import Metric
from presence_audit.metrics._leaf import leaf, sentence
from presence_audit.metrics._measured import Measured
from presence_audit.scoring import anchors

if TYPE_CHECKING:
    from collections.abc import Iterator

    from presence_audit.metrics._leaf import Found
    from presence_audit.metrics._subjects import Subjects


def _measured(subjects: Subjects) -> Measured:
    accounts = [
        c.view
        for c in subjects.channels
        if c.view.standing in {"read", "unknown"} and not subjects.links.is_site(c.view.channel)
    ]
    if not accounts:
        if subjects.unlisted and not any(c.view.standing in {"read", "unknown"} for c in subjects.channels):
            return Measured.unknown("No account is listed in the profiles file.")
        return Measured.not_applicable("The company has no account beside its own site.")
    yes = [view for view in accounts if subjects.links.is_known(view)]
    no = [view for view in accounts if subjects.links.is_known(view) is False]
    unknown = len(accounts) - len(yes) - len(no)
    evidence = (*subjects.links.evidence, *(e for view in accounts for e in view.evidence))
    if not yes and not no:
        return Measured.unknown(
            "For no account could it be judged whether the site and the account link to each other.", evidence
        )
    missing = ", ".join(view.label for view in no)
    reason = sentence(
        f"{len(yes)} of {len(yes) + len(no)} accounts are linked or verified",
        f"not linked: {missing}" if missing else "",
        f"{unknown} more could not be judged" if unknown else "",
    )
    interval = (len(yes) / len(accounts), (len(yes) + unknown) / len(accounts)) if unknown else None
    return Measured.of(len(yes) / (len(yes) + len(no)), evidence, interval=interval, reason=reason)


def measure(subjects: Subjects) -> Iterator[Found]:
    """One leaf, of the company."""
    yield leaf(METRIC.id, "company", anchors().metrics[METRIC.id].weight, _measured(subjects))


METRIC = Metric(
    id="linked-accounts",
    passing="The accounts can be told to be the company's own",
    failing="Some accounts are not linked from the website",
    unit="share of accounts",
    curve="share; half of the accounts is worth 50, 90 % are worth 90",
    about=__doc__,
    measure=measure,
)

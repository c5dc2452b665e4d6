"""Findings that the profiles file asks to leave out: they leave the list, are counted, and change no score."""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.model.shown import Ignored

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from presence_audit.model.profiles import Ignore
    from presence_audit.model.report import Finding


def _matches(ignore: Ignore, finding: Finding) -> bool:
    return ignore.finding == finding.id and ignore.subject in {None, finding.subject}


def _line(ignore: Ignore, subject: str, *, is_expired: bool) -> Ignored:
    return Ignored(id=ignore.finding, subject=subject, reason=ignore.reason, until=ignore.until, is_expired=is_expired)


def without_ignored(
    findings: Sequence[Finding], ignores: Sequence[Ignore], today: date
) -> tuple[tuple[Finding, ...], tuple[Ignored, ...]]:
    """The findings that stay, and what was left out.

    Decided: an entry that matches no finding is not listed, since there is nothing to count; one that has expired
    always is, because it is still in the file and no longer does what it says.

    Args:
        findings: all of them, in the order of the report.
        ignores: the entries of the profiles file; of two that match, the first counts.
        today: the day of the audit in the company's zone; the day named by `until` is the last that counts.
    """
    valid = [ignore for ignore in ignores if ignore.until >= today]
    kept, left_out = [], []
    for finding in findings:
        ignore = next((one for one in valid if _matches(one, finding)), None)
        if ignore is None:
            kept.append(finding)
        else:
            left_out.append(_line(ignore, finding.subject, is_expired=False))
    expired = [_line(one, one.subject or "", is_expired=True) for one in ignores if one.until < today]
    return tuple(kept), (*left_out, *expired)

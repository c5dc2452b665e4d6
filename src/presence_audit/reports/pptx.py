"""The report as slides for PowerPoint: native charts and tables to be edited, in 16:9 or on the client's template.

The client's own presentation may be the template. Of it the masters, layouts and theme are used, and its slides are
left out. A layout is chosen by the names of its placeholders (in PowerPoint: View, Slide Master, then Home, Arrange,
Selection Pane), and each named placeholder is filled:

- The cover is the layout with a placeholder named `Score`. Filled are `Eyebrow`, `Company`, `Period`, `Prepared for`,
  `Score`, `Grade`, `Likely range`, `Coverage` and `Basis`; where one is named `Range`, the scale with the likely range
  is drawn in its place.
- The other slides are on the layout with a placeholder named `Content`: tables and charts are drawn in its place.
  `Lead` takes the sentence below the title, `Note` the note at the foot.
- A brand (`brand:` in the profiles file) fills `Logo` and `Prepared by` on the cover, and `Confidentiality` on both.
  Where the other slides have no place for it, that line stands in their footer. Colours and fonts stay the template's.

The names are the same in every language of the report. Where no placeholder has such a name, the layouts are chosen by
type: the title slide, whose subtitle takes the score and the period, and "Title Only" or else "Title and Content".
Titles, footers and slide numbers are those of the layout.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from presence_audit.reports._edition import PLAIN, Edition

if TYPE_CHECKING:
    from pathlib import Path

    from presence_audit.model.report import Report


def check(template: Path) -> None:
    """Make sure that a client's presentation can be used as a template. Needs the extra `pptx`.

    Raises:
        UsageError: there is no such file, it is no presentation, it holds macros, or no layout of it has a title.
    """
    from presence_audit.reports._pptx_slides import check as tried

    tried(template)


def render(report: Report, template: Path | None = None, edition: Edition = PLAIN) -> bytes:
    """The slides. Needs the extra `pptx`.

    What is not known is "?" in a table and no bar in a chart, never a zero. Notes say each slide in sentences, and
    charts and tables have a description for those who do not see them. Texts bear the language of the edition, by which
    office programs check the spelling. The file is dated as of the audit, names no author, and holds neither macros nor
    links nor formulas.

    Raises:
        UsageError: the template cannot be used (as in `check`).
    """
    from presence_audit.reports._pptx_slides import slides_of

    with edition.of(report) as told:
        return slides_of(told, template, edition)

"""Pages that the user saved from a browser, as answers: HTML, single-file HTML, MHTML, or a folder of them."""

from presence_audit.saved._pages import SavedPage, pages_at

__all__ = ["SavedPage", "pages_at"]

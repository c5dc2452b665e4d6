"""What every test may count on."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("default", deadline=None)
# The same examples at every run, so that whether a change lands is no matter of luck; elsewhere they are new each time.
settings.register_profile("ci", deadline=None, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "default")


def captures_folder() -> Path:
    """Where real recorded responses may lie beside the checkout."""
    default = Path(__file__).resolve().parents[2] / "shared" / "captures"
    return Path(os.environ.get("PRESENCE_AUDIT_CAPTURES") or default)


@pytest.fixture(scope="session")
def captures() -> Path:
    """The folder of real recorded responses; the test is skipped, visibly, where it is absent."""
    folder = captures_folder()
    if not folder.is_dir():
        pytest.skip(f"no real recorded responses at {folder}")
    return folder

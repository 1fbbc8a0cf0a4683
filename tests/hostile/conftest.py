"""How long the tests of this room look: shortly, or with `pytest -m long` as long as it takes."""

from __future__ import annotations

import pytest


@pytest.fixture(scope="session")
def is_long(request: pytest.FixtureRequest) -> bool:
    """Whether the long form was asked for."""
    return "long" in str(request.config.getoption("markexpr"))

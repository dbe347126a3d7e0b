"""The pages for a first hour are followed word by word."""

import pytest


@pytest.mark.parametrize("page", ["first-hour.md", "gate.md", "how-to.md", "memory.md", "quick-start.md"])
def test_page_is_true(follow, page: str):
    follow(page)

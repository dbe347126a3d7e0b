"""Compiled patterns of language files."""

import re
from functools import cache


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    """Compile a pattern that ignores case; an empty one matches nothing."""
    return re.compile(pattern or "(?!)", re.IGNORECASE)

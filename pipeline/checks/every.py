"""The checks there are: name -> "module:function", imported on first use. Data only."""

CHECKS: dict[str, str] = {
    "numbers": "pipeline.checks.numbers:check",
    "quotes": "pipeline.checks.quotes:check",
    "names": "pipeline.checks.names:check",
    "negation": "pipeline.checks.negation:check",
    "verbatim": "pipeline.checks.verbatim:check",
    "language": "pipeline.checks.language:check",
    "length": "pipeline.checks.length:check",
    "loops": "pipeline.checks.loops:check",
    "omission": "pipeline.checks.omission:check",
}
"""In the order their findings are told."""

WIDE: frozenset[str] = frozenset({"quotes"})
"""Those that look at a whole paragraph: a quotation may span sentences."""

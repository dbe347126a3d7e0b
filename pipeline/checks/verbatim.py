"""Whether what must stand as it stood does: addresses, placeholders, tags, code, file names, handles and hashtags."""

import re
from collections import Counter

from pipeline.checks.base import Pair, Problem, Severity

_KINDS: tuple[tuple[str, str, Severity, str], ...] = (
    ("code", "code", "severe", r"(?<![\w`])`(?=\S)[^`\n]+(?<=\S)`(?![\w`])"),
    ("template", "placeholder", "severe", r"\{\{.{0,200}?\}\}|\{%.{0,200}?%\}|\$\{[^{}\s]{1,80}\}"),
    ("tag", "tag", "severe", r"</?[A-Za-z][\w:-]*(?:\s[^<>]*)?/?>"),
    ("email", "e-mail address", "severe", r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"),
    (
        "url",
        "web address",
        "severe",
        r"(?:https?|ftp)://[^\s<>\"«»“”]+|\bwww\.[^\s<>\"«»“”]+",
    ),
    ("braces", "placeholder", "severe", r"\{[A-Za-z_]\w*(?:[.:!][^{}\s]*)?\}|\{\d*\}"),
    ("printf", "placeholder", "severe", r"(?<![\w%])%(?:\(\w+\)|\d+\$)?[#0+-]?(?:\d+)?(?:\.\d+)?[sdifgxuc@](?!\w)"),
    ("handle", "handle", "severe", r"(?<![\w@./])@[A-Za-z]\w{1,30}"),
    ("hashtag", "hashtag", "warning", r"(?<![\w&#/])#[^\W\d]\w+"),
    (
        "file",
        "file name",
        "severe",
        r"(?<![\w./@-])(?:[\w-]+/)*[\w-]+\.(?:pdf|docx?|xlsx?|pptx?|odt|txt|csv|json|ya?ml|xml|html?|md|py|js|css|"
        r"php|sh|exe|zip|gz|png|jpe?g|gif|svg|mp[34]|conf|ini|log)(?![\w-])",
    ),
)
"""Name of the group, what it is called, how bad it is to lose one (hashtags are often translated), and its form."""

_FORM = re.compile("|".join(f"(?P<{name}>{form})" for name, _, _, form in _KINDS))
_TELLING = re.compile(r"[`{<@#%]|://|www\.|\.[a-z]{2,4}\b")
"""What any of them holds: most sentences have none and are done."""

_CALLED = {name: (called, severity) for name, called, severity, _ in _KINDS}
_TRAILING = ".,;:!?…)]}'’*_"


def verbatim(text: str) -> Counter[tuple[str, str]]:
    """Give everything in a text that no translation may change, with the name of its kind.

    >>> sorted(verbatim("Écrivez à a@b.fr ou sur www.b.fr."))
    [('email', 'a@b.fr'), ('url', 'www.b.fr')]
    """
    if not _TELLING.search(text):
        return Counter()
    return Counter((str(found.lastgroup), _trim(found)) for found in _FORM.finditer(text))


def check(pair: Pair) -> tuple[Problem, ...]:
    """Give what the target lost of these, and what it has that the source has not."""
    source, target = verbatim(pair.source), verbatim(pair.target)
    if source == target:
        return ()
    problems = []
    for (kind, text), _ in (source - target).items():
        called, severity = _CALLED[kind]
        if text in pair.target and pair.target.count(text) >= pair.source.count(text):
            continue  # there, though it looks like something else where it stands now
        problems.append(Problem(check="verbatim", severity=severity, message=f"lost the {called} {text}", source=text))
    for (kind, text), _ in (target - source).items():
        called, _severity = _CALLED[kind]
        if pair.source.count(text) >= pair.target.count(text):
            continue
        problems.append(
            Problem(check="verbatim", severity="warning", message=f"has a {called} of its own: {text}", target=text)
        )
    return tuple(problems)


def _trim(found: re.Match[str]) -> str:
    """Leave off the punctuation of the sentence at the end of an address."""
    text = found.group()
    if found.lastgroup != "url":
        return text
    while text and text[-1] in _TRAILING and not (text[-1] == ")" and text.count("(") >= text.count(")")):
        text = text[:-1]
    return text

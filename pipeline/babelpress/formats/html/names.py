"""The elements and attributes of HTML, grouped by their meaning for translation. Data only, from the HTML standard."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


VOID = _words("area base br col embed hr img input link meta param source track wbr")
"""Elements without content."""

RAW = _words("script style iframe noembed noframes textarea xmp plaintext")
"""Elements whose content has no tags and is not prose: passed through, except for their own attributes."""

NESTED = frozenset({"svg", "math"})
"""Elements that are passed through with all of their content."""

BLOCKS = _words(
    "address article aside audio base blockquote body button canvas caption center col colgroup dd details dialog "
    "dir div dl dt fieldset figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 head header hgroup hr "
    "html label legend li link main menu meta nav noscript object ol optgroup option p pre search section select "
    "summary table tbody td template tfoot th thead title tr ul video br"
)
"""Elements whose tags end a sentence, line breaks among them: lines stay lines."""

CLOSED_BY: dict[str, frozenset[str]] = {
    **dict.fromkeys(
        _words(
            "address article aside blockquote center details dialog dir div dl fieldset figcaption figure footer "
            "form header hgroup hr main menu nav ol p pre search section table ul"
        ),
        frozenset({"p"}),
    ),
    **dict.fromkeys(_words("h1 h2 h3 h4 h5 h6"), _words("p h1 h2 h3 h4 h5 h6")),
    "li": frozenset({"li"}),
    "dt": frozenset({"dt", "dd"}),
    "dd": frozenset({"dt", "dd"}),
    "option": frozenset({"option"}),
    "optgroup": frozenset({"option", "optgroup"}),
    "tr": frozenset({"tr"}),
    "td": frozenset({"td", "th"}),
    "th": frozenset({"td", "th"}),
    "body": frozenset({"head"}),
}
"""Elements that a start tag closes implicitly."""

SCOPES = _words("table td th ul ol dl select button body html template div section article caption")
"""Elements that limit the search for an element with an omitted end tag."""

KEPT = frozenset({"code", "kbd", "samp", "var", "tt"})
"""Inline elements whose text is not translated."""

TEXT_ATTRIBUTES = frozenset({"alt", "title", "aria-label", "aria-description", "placeholder"})
"""Attributes that are shown or read aloud."""

LABELLED = frozenset({"optgroup", "option", "track"})
"""Elements whose `label` is shown."""

BUTTONS = frozenset({"submit", "button", "reset"})
"""Types of input whose `value` is shown."""

DESCRIPTIONS = _words(
    "description og:title og:description og:image:alt twitter:title twitter:description twitter:image:alt dc.title "
    "dc.description dcterms.title dcterms.description"
)
"""Names of `<meta>` whose content is prose."""

LANGUAGE_METAS = frozenset({"content-language", "language", "og:locale", "dc.language", "dcterms.language"})
"""Names of `<meta>` whose content is the language of the document."""

JSON_TEXTS = frozenset({"headline", "alternativeHeadline", "description", "abstract", "caption", "articleBody"})
"""Keys of JSON-LD (schema.org) whose values are prose."""

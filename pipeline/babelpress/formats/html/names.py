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

TEXT_ATTRIBUTES = _words(
    "alt title placeholder aria-label aria-description aria-placeholder aria-roledescription aria-valuetext"
)
"""Attributes that are shown or read aloud."""

LABELLED = frozenset({"optgroup", "option", "track"})
"""Elements whose `label` is shown."""

BUTTONS = frozenset({"submit", "button", "reset"})
"""Types of input whose `value` is shown."""

DESCRIPTIONS = _words(
    "description abstract og:title og:description og:image:alt og:video:alt twitter:title twitter:description "
    "twitter:image:alt twitter:label1 twitter:label2 dc.title dc.description dcterms.title dcterms.description "
    "dcterms.abstract itunes:summary"
)
"""Names of `<meta>` whose content is prose."""

UNTRANSLATED_METAS = _words(
    "keywords news_keywords article:section article:tag og:site_name application-name apple-mobile-web-app-title "
    "twitter:data1 twitter:data2 dc.subject"
)
"""Names of `<meta>` whose content is names, lists of words and the like: left as it is, and counted."""

LANGUAGE_METAS = frozenset({"content-language", "language", "og:locale", "dc.language", "dcterms.language"})
"""Names of `<meta>` whose content is the language of the document."""

JSON_TEXTS = _words(
    "headline alternativeHeadline description disambiguatingDescription abstract caption articleBody text reviewBody "
    "articleSection recipeIngredient recipeInstructions recipeYield slogan award accessibilitySummary "
    "responsibilities qualifications skills jobBenefits transcript"
)
"""Keys of JSON-LD (schema.org) whose values are prose."""

JSON_NAMED = _words(
    "Answer Article AdvertiserContentArticle BlogPosting BreadcrumbList CheckoutPage CollectionPage AboutPage "
    "ContactPage Course Claim DigitalDocument EducationEvent Event FAQPage HowTo HowToDirection HowToItem "
    "HowToSection HowToStep HowToSupply HowToTip HowToTool ImageObject ItemList ItemPage JobPosting ListItem "
    "LiveBlogPosting NewsArticle OpinionNewsArticle ProfilePage QAPage Question Quiz Recipe Report "
    "ReportageNewsArticle SearchResultsPage Service SiteNavigationElement SpecialAnnouncement TechArticle "
    "VideoObject AudioObject WebPage WebPageElement"
)
"""Types of schema.org whose `name` is a title or a question, not the name of a person, a place or a product."""

BLOCK_TEXTS = _words(
    "question answer jsonQuestion jsonAnswer jsonName jsonText jsonDescription title subtitle heading subheading "
    "headline label text content description caption alt placeholder message summary buttonText btnText linkText "
    "tagline quote children"
)
"""Keys of the attributes of editor blocks (Gutenberg) whose values are shown."""

BLOCK_STYLES = _words("style color typography elements spacing border layout className anchor metadata")
"""Keys of attributes of editor blocks in which nothing is prose."""

SVG_TEXTS = ("title", "desc", "text", "tspan")
"""Elements of an SVG picture whose text is shown or read aloud."""

ASIDES = _words(
    "share sharing sharebar social socials addthis partage partager comment comments commentaire commentaires "
    "disqus related recommended recommendations newsletter sidebar breadcrumb breadcrumbs cookie cookies advert "
    "advertisement ads promo pagination pager toolbar skiplink sponsored outbrain taboola textwidget commentlist "
    "shareblock sharebuttons sharedaddy addtoany relatedposts relacionadas relacionados verwandte tags taglist "
    "tagcloud authorbox saboxplugin rating ratings voting feedback subscribe abonnement paywall toptags postmeta "
    "entrymeta "
    "kommentare comentarios reacties"
)
"""Words in the class or id of an element that is no part of an article."""

ARTICLES = _words("article articles main content contents body text entry post story container wrapper page")
"""Words of which two in one class name the article: `article-body`, `post-content`."""

DISCUSSION = _words("comment comments commentlist commentaire commentaires disqus kommentare comentarios reacties")
"""Words in the class or id of an element that may have more text than the article."""

ASIDE_ROLES = _words("navigation banner contentinfo search complementary menu menubar toolbar dialog alertdialog")
"""Roles of elements that are no part of an article."""

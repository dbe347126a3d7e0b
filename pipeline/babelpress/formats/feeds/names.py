"""The elements of feeds and exports that have texts. Data only, from the standards and from WordPress."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


TITLES = _words("title")
"""Local names of elements that are titles."""

HTML = _words(
    "description content:encoded excerpt:encoded content summary atom:summary atom:content wp:comment_content "
    "wp:category_description wp:tag_description wp:term_description itunes:summary media:description dc:description"
)
"""Elements with HTML, or with text."""

PLAIN = _words("title itunes:title itunes:subtitle media:title atom:title dc:title")
"""Elements with a line of text."""

WORDS = _words("category wp:cat_name wp:tag_name wp:term_name")
"""Names of categories and tags, translated in exports: an import finds them by their slugs."""

SITE = _words("title description subtitle")
"""Elements about the site as a whole."""

OWNERS = _words("rights copyright")
"""Elements that say who owns it."""

FIELDS = _words(
    "_yoast_wpseo_title _yoast_wpseo_metadesc _yoast_wpseo_opengraph-title _yoast_wpseo_opengraph-description "
    "_yoast_wpseo_twitter-title _yoast_wpseo_twitter-description rank_math_title rank_math_description "
    "_aioseo_title _aioseo_description _aioseop_title _aioseop_description _seopress_titles_title "
    "_seopress_titles_desc _genesis_title _genesis_description _wp_attachment_image_alt _menu_item_title"
)
"""Fields of plug-ins whose value is a text."""

OWN_CONTENT = _words(
    "custom_css customize_changeset wp_global_styles oembed_cache user_request acf-field acf-field-group wp_template "
    "wp_template_part wp_font_family wp_font_face elementor_library wpcf7_contact_form shop_order shop_coupon"
)
"""Types of posts whose content is no text: styles, settings, templates."""

"""Machine translation of Wagtail pages by a Babelpress service, for wagtail-localize."""

"""The Django application."""

from django.apps import AppConfig


class BabelpressConfig(AppConfig):
    """The Django application: the button of pages, the command `translate_pages` and the templates."""

    name = "wagtail_babelpress"
    label = "wagtail_babelpress"
    verbose_name = "Babelpress"

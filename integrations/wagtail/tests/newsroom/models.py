"""An article with a standfirst, a body in rich text, blocks, and an author with a title."""

from django.db import models
from wagtail import blocks
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import DraftStateMixin, Page, RevisionMixin, TranslatableMixin
from wagtail.snippets.models import register_snippet
from wagtail_localize.fields import SynchronizedField, TranslatableField


@register_snippet
class Author(DraftStateMixin, RevisionMixin, TranslatableMixin, models.Model):
    """Who wrote an article."""

    name = models.CharField(max_length=80)
    about = models.CharField(max_length=200)
    panels = [FieldPanel("name"), FieldPanel("about")]
    translatable_fields = [SynchronizedField("name"), TranslatableField("about")]

    class Meta(TranslatableMixin.Meta):
        """With the constraint of what has versions in several languages."""

    def __str__(self) -> str:
        return self.name


class ArticlePage(Page):
    """An article."""

    standfirst = models.CharField(max_length=250, blank=True)
    body = RichTextField(blank=True)
    boxes = StreamField([("figure", blocks.CharBlock()), ("quote", blocks.BlockQuoteBlock())], blank=True)
    author = models.ForeignKey(Author, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    content_panels = [
        *Page.content_panels,
        FieldPanel("standfirst"),
        FieldPanel("body"),
        FieldPanel("boxes"),
        FieldPanel("author"),
    ]

"""A Wagtail site over a SQLite file, and an article in it."""

import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import django
import pytest

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent)]
os.environ["DJANGO_SETTINGS_MODULE"] = "newsroom.settings"
django.setup()

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import setup_test_environment
from newsroom.models import ArticlePage, Author
from wagtail.models import Locale, Page

BODY = (
    '<p>Le <a href="https://exemple.fr/pont?a=1&amp;b=2">nouveau pont</a> a coûté <b>12 millions</b> d’euros.</p>'
    "<ul><li>Il pleut.</li><li>Le train part à 14 h 30.</li></ul>"
)


@pytest.fixture(scope="session")
def _tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make the tables once; every test has a copy."""
    setup_test_environment()
    made = tmp_path_factory.mktemp("database") / "empty.sqlite"
    _use(made)
    call_command("migrate", verbosity=0)
    for code in ("nl", "en", "de", "es", "pt-pt"):
        Locale.objects.get_or_create(language_code=code)
    connection.close()
    return made


@pytest.fixture(autouse=True)
def _database(_tables: Path, tmp_path: Path) -> Iterator[None]:
    _use(Path(shutil.copy(_tables, tmp_path / "test.sqlite")))
    yield
    connection.close()


def _use(database: Path) -> None:
    connection.close()
    connection.settings_dict["NAME"] = str(database)


@pytest.fixture
def article() -> ArticlePage:
    home = Page.objects.get(depth=2)
    author = Author.objects.create(name="Jeanne Petit", about="Journaliste à Lille.", locale=home.locale)
    page = ArticlePage(
        title="Le pont est ouvert",
        slug="le-pont",
        standfirst="Le pont a ouvert lundi.",
        body=BODY,
        boxes=[("figure", "12 millions d’euros"), ("quote", "Il pleut.")],
        author=author,
        locale=home.locale,
    )
    home.add_child(instance=page)
    page.save_revision().publish()
    return ArticlePage.objects.get(pk=page.pk)


@pytest.fixture
def editor() -> Client:
    """The browser of somebody who may do everything."""
    user = get_user_model().objects.create_superuser("jeanne", "jeanne@exemple.fr", "secret")
    client = Client()
    client.force_login(user)
    return client

"""A Wagtail site of a French newspaper in six languages, as `wagtail start` makes one, with wagtail-localize."""

import os

SECRET_KEY = "of a test"
DEBUG = False
ALLOWED_HOSTS = ["testserver", "localhost"]
ROOT_URLCONF = "newsroom.urls"
DATABASES = {
    "default": {"ENGINE": "django.db.backends.sqlite3", "NAME": os.environ.get("NEWSROOM_DATABASE", ":memory:")}
}
USE_TZ = True
USE_I18N = WAGTAIL_I18N_ENABLED = True
LANGUAGE_CODE = "fr"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [
    ("fr", "French"),
    ("nl", "Dutch"),
    ("en", "English"),
    ("de", "German"),
    ("es", "Spanish"),
    ("pt-pt", "Portuguese"),
    ("ja", "Japanese"),
]
WAGTAIL_SITE_NAME = "Le Journal"
WAGTAILADMIN_BASE_URL = "http://testserver"
STATIC_URL = "/static/"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {
    "CLASS": "wagtail_babelpress.translator.BabelpressTranslator",
    "OPTIONS": {"URL": os.environ.get("BABELPRESS_URL", "http://127.0.0.1:9")},
}
INSTALLED_APPS = [
    "newsroom",
    "wagtail_babelpress",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "wagtail_babelpress.middleware.BabelpressMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

"""Failures of the service as messages in Wagtail's admin."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from wagtail_babelpress.client import BabelpressError


class BabelpressMiddleware:
    """Shows why a translation failed, on the page the editor came from, where there would be an error 500."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a request."""
        return self._get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer for a view that raised."""
        if not isinstance(exception, BabelpressError):
            return None
        messages.error(request, f"Babelpress: {exception}")
        came = request.POST.get("next") or request.headers.get("Referer") or ""
        safe = url_has_allowed_host_and_scheme(came, {request.get_host()}, require_https=request.is_secure())
        return HttpResponseRedirect(came if safe else reverse("wagtailadmin_home"))

/** `wagtail.api.v2.router`: each endpoint tells its own patterns. */
export const wagtailRouter = `
from django.urls import include, re_path


class WagtailAPIRouter:
    def __init__(self, url_namespace):
        self.url_namespace = url_namespace
        self._endpoints = {}

    def register_endpoint(self, name, class_):
        self._endpoints[name] = class_

    def get_urlpatterns(self):
        return [
            re_path(f"^{name}/", include((class_.get_urlpatterns(), name), namespace=name))
            for name, class_ in self._endpoints.items()
        ]

    @property
    def urls(self):
        return self.get_urlpatterns(), self.url_namespace, self.url_namespace
`;

/** `wagtail.api.v2.views`. */
export const wagtailViews = `
from django.urls import path
from rest_framework.viewsets import GenericViewSet


class BaseAPIViewSet(GenericViewSet):
    def listing_view(self, request):
        pass

    def detail_view(self, request, pk):
        pass

    def find_view(self, request):
        pass

    @classmethod
    def get_urlpatterns(cls):
        return [
            path("", cls.as_view({"get": "listing_view"}), name="listing"),
            path("<int:pk>/", cls.as_view({"get": "detail_view"}), name="detail"),
            path("find/", cls.as_view({"get": "find_view"}), name="find"),
        ]


class PagesAPIViewSet(BaseAPIViewSet):
    pass
`;

/** Views of a package of Wagtail's that extend those above. */
export const wagtailHeir = (name: string): string =>
  `from wagtail.api.v2.views import BaseAPIViewSet\n\n\nclass ${name}(BaseAPIViewSet):\n    pass\n`;

/** `wagtail.utils.urlpatterns`. */
export const wagtailUrlpatterns = `
from functools import update_wrapper


def decorate_urlpatterns(urlpatterns, decorator):
    for pattern in urlpatterns:
        if hasattr(pattern, "url_patterns"):
            decorate_urlpatterns(pattern.url_patterns, decorator)
        if hasattr(pattern, "callback"):
            pattern.callback = update_wrapper(decorator(pattern.callback), pattern.callback)
    return urlpatterns
`;

/** Django REST framework's routers: what routes they make of what was registered. */
export const routers = String.raw`
from django.core.exceptions import ImproperlyConfigured
from django.urls import path, re_path
from rest_framework.views import APIView
from rest_framework.schemas.views import SchemaView
from soundcheck_ import default_basename, extra_actions, has_own_actions


class _Record:
    fields = ()

    def _replace(self, **changes):
        return type(self)(**{**self._asdict(), **changes})

    def _asdict(self):
        return {name: getattr(self, name) for name in self.fields}


class Route(_Record):
    fields = ("url", "mapping", "name", "detail", "initkwargs")

    def __init__(self, url, mapping, name, detail, initkwargs):
        self.url = url
        self.mapping = mapping
        self.name = name
        self.detail = detail
        self.initkwargs = initkwargs


class DynamicRoute(_Record):
    fields = ("url", "name", "detail", "initkwargs")

    def __init__(self, url, name, detail, initkwargs):
        self.url = url
        self.name = name
        self.detail = detail
        self.initkwargs = initkwargs


def actions_of(viewset):
    return viewset.get_extra_actions() if has_own_actions(viewset) else extra_actions(viewset)


def escape_curly_brackets(url_path):
    return url_path.replace("{", "{{").replace("}", "}}")


def flatten(list_of_lists):
    return [item for one in list_of_lists for item in one]


class BaseRouter:
    def __init__(self):
        self.registry = []

    def register(self, prefix, viewset, basename=None, base_name=None):
        if basename is None:
            basename = base_name
        if basename is None:
            basename = self.get_default_basename(viewset)
        self.registry.append((prefix, viewset, basename))

    def is_already_registered(self, new_basename):
        return False

    def get_default_basename(self, viewset):
        return default_basename(viewset)

    def get_urls(self):
        return []

    @property
    def urls(self):
        return self.get_urls()


class SimpleRouter(BaseRouter):
    routes = [
        Route(
            url=r"^{prefix}{trailing_slash}$",
            mapping={"get": "list", "post": "create"},
            name="{basename}-list",
            detail=False,
            initkwargs={"suffix": "List"},
        ),
        DynamicRoute(
            url=r"^{prefix}/{url_path}{trailing_slash}$",
            name="{basename}-{url_name}",
            detail=False,
            initkwargs={},
        ),
        Route(
            url=r"^{prefix}/{lookup}{trailing_slash}$",
            mapping={
                "get": "retrieve",
                "put": "update",
                "patch": "partial_update",
                "delete": "destroy",
            },
            name="{basename}-detail",
            detail=True,
            initkwargs={"suffix": "Instance"},
        ),
        DynamicRoute(
            url=r"^{prefix}/{lookup}/{url_path}{trailing_slash}$",
            name="{basename}-{url_name}",
            detail=True,
            initkwargs={},
        ),
    ]

    def __init__(self, trailing_slash=True, use_regex_path=True):
        self.trailing_slash = "/" if trailing_slash else ""
        self._use_regex = use_regex_path
        if use_regex_path:
            self._base_pattern = "(?P<{lookup_prefix}{lookup_url_kwarg}>{lookup_value})"
            self._default_value_pattern = "[^/.]+"
            self._url_conf = re_path
        else:
            self._base_pattern = "<{lookup_value}:{lookup_prefix}{lookup_url_kwarg}>"
            self._default_value_pattern = "str"
            self._url_conf = path
            self.routes = [
                route._replace(url=route.url.removeprefix("^").removesuffix("$")) for route in self.routes
            ]
        super().__init__()

    def get_routes(self, viewset):
        actions = actions_of(viewset)
        routes = []
        for route in self.routes:
            if isinstance(route, DynamicRoute):
                routes += [
                    self._get_dynamic_route(route, action) for action in actions if bool(action.detail) == bool(route.detail)
                ]
            else:
                routes.append(route)
        return routes

    def _get_dynamic_route(self, route, action):
        return Route(
            url=route.url.replace("{url_path}", escape_curly_brackets(action.url_path)),
            mapping=action.mapping,
            name=route.name.replace("{url_name}", action.url_name),
            detail=route.detail,
            initkwargs={**route.initkwargs, **action.kwargs},
        )

    def get_method_map(self, viewset, method_map):
        return {method: action for method, action in method_map.items() if hasattr(viewset, action)}

    def get_lookup_regex(self, viewset, lookup_prefix=""):
        lookup_field = getattr(viewset, "lookup_field", "pk")
        lookup_url_kwarg = getattr(viewset, "lookup_url_kwarg", None) or lookup_field
        lookup_value = None
        if not self._use_regex:
            lookup_value = getattr(viewset, "lookup_value_converter", None)
        if lookup_value is None:
            lookup_value = getattr(viewset, "lookup_value_regex", self._default_value_pattern)
        return self._base_pattern.format(
            lookup_prefix=lookup_prefix, lookup_url_kwarg=lookup_url_kwarg, lookup_value=lookup_value
        )

    def get_urls(self):
        urls = []
        for prefix, viewset, basename in self.registry:
            lookup = self.get_lookup_regex(viewset)
            for route in self.get_routes(viewset):
                mapping = self.get_method_map(viewset, route.mapping)
                if not mapping:
                    continue
                regex = route.url.format(prefix=prefix, lookup=lookup, trailing_slash=self.trailing_slash)
                if not prefix:
                    if regex[:2] == "^/":
                        regex = "^" + regex[2:]
                    elif regex[:1] == "/":
                        regex = regex[1:]
                initkwargs = {**route.initkwargs, "basename": basename, "detail": route.detail}
                view = viewset.as_view(mapping, **initkwargs)
                name = route.name.format(basename=basename)
                urls.append(self._url_conf(regex, view, name=name))
        return urls


class APIRootView(APIView):
    def get(self, request, *args, **kwargs):
        pass


class DefaultRouter(SimpleRouter):
    include_root_view = True
    include_format_suffixes = True
    root_view_name = "api-root"
    default_schema_renderers = None
    APIRootView = APIRootView
    APISchemaView = SchemaView

    def __init__(self, *args, **kwargs):
        kwargs.pop("root_renderers", None)
        super().__init__(*args, **kwargs)

    def get_api_root_view(self, api_urls=None):
        return self.APIRootView.as_view()

    def get_urls(self):
        urls = super().get_urls()
        if self.include_root_view:
            view = self.get_api_root_view(api_urls=urls)
            urls.append(path("", view, name=self.root_view_name))
        return urls
`;

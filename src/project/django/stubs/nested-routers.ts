/** drf-nested-routers. */
export const nestedRouters = String.raw`
from rest_framework.routers import DefaultRouter, SimpleRouter


class NestedMixin:
    def __init__(self, parent_router, parent_prefix, *args, **kwargs):
        self.parent_router = parent_router
        self.parent_prefix = parent_prefix
        self.nest_count = getattr(parent_router, "nest_count", 0) + 1
        self.nest_prefix = kwargs.pop("lookup", "nested_%i" % self.nest_count) + "_"
        super().__init__(*args, **kwargs)
        if "trailing_slash" not in kwargs:
            self.trailing_slash = parent_router.trailing_slash
        parents = [one for one in parent_router.registry if one[0] == parent_prefix]
        prefix, viewset, basename = parents[0]
        lookup = parent_router.get_lookup_regex(viewset, self.nest_prefix)
        self.parent_regex = "%s/%s/" % (prefix, lookup)
        if not prefix and self.parent_regex[0] == "/":
            self.parent_regex = self.parent_regex[1:]
        if hasattr(parent_router, "parent_regex"):
            self.parent_regex = parent_router.parent_regex + self.parent_regex
        escaped = self.parent_regex.replace("{", "{{").replace("}", "}}")
        self.routes = [route._replace(url=route.url.replace("^", "^" + escaped)) for route in self.routes]


class NestedSimpleRouter(NestedMixin, SimpleRouter):
    pass


class NestedDefaultRouter(NestedMixin, DefaultRouter):
    pass
`;

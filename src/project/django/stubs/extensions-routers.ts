/** Routers of drf-extensions, and of a fork that nests them in `with` by the lookups of the view sets. */
export const extensionsRouters = String.raw`
from rest_framework.routers import DefaultRouter, SimpleRouter
from soundcheck_ import setting


def parent_lookup(name):
    given = setting("REST_FRAMEWORK_EXTENSIONS") or setting("REST_FRAMEWORK") or {}
    return given.get("DEFAULT_PARENT_LOOKUP_KWARG_NAME_PREFIX", "parent_lookup_") + name


class NestedRegistryItem:
    def __init__(self, router, parent_prefix, parent_item=None, parent_viewset=None):
        self.router = router
        self.parent_prefix = parent_prefix
        self.parent_item = parent_item
        self.parent_viewset = parent_viewset

    def register(self, prefix, viewset, basename=None, parents_query_lookups=None, base_name=None):
        self.router._register(
            prefix=self.get_prefix(prefix, parents_query_lookups), viewset=viewset, basename=basename or base_name
        )
        return NestedRegistryItem(self.router, prefix, self, viewset)

    def __enter__(self):
        return self

    def get_prefix(self, current_prefix, parents_query_lookups):
        parent = self.get_parent_prefix(parents_query_lookups) if parents_query_lookups else self.get_own_prefix()
        return "{0}/{1}".format(parent, current_prefix)

    def get_own_prefix(self):
        viewset = self.parent_viewset
        return "{around}{prefix}/(?P<{lookup}>{regex})".format(
            around=self.parent_item.get_own_prefix() + "/" if self.parent_item else "",
            prefix=self.parent_prefix,
            lookup=getattr(viewset, "lookup_url_kwarg", None) or getattr(viewset, "lookup_field", "pk"),
            regex=getattr(viewset, "lookup_value_regex", "[^/.]+"),
        )

    def get_parent_prefix(self, parents_query_lookups):
        prefix = "/"
        current = self
        at = len(parents_query_lookups) - 1
        while current:
            regex = getattr(current.parent_viewset, "lookup_value_regex", "[^/.]+")
            prefix = "{parent_prefix}/(?P<{lookup}>{regex})/{prefix}".format(
                parent_prefix=current.parent_prefix,
                lookup=parent_lookup(parents_query_lookups[at]),
                regex=regex,
                prefix=prefix,
            )
            current = current.parent_item
            at -= 1
        return prefix.strip("/")


class NestedRouterMixin:
    def _register(self, *args, **kwargs):
        return super().register(*args, **kwargs)

    def register(self, *args, **kwargs):
        self._register(*args, **kwargs)
        return NestedRegistryItem(self, self.registry[-1][0], None, self.registry[-1][1])


class ExtendedRouterMixin:
    pass


class ExtendedSimpleRouter(NestedRouterMixin, SimpleRouter):
    pass


class ExtendedDefaultRouter(NestedRouterMixin, DefaultRouter):
    pass
`;

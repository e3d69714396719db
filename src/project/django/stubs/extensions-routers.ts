/** Routers of drf-extensions. */
export const extensionsRouters = String.raw`
from rest_framework.routers import DefaultRouter, SimpleRouter


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

    def get_prefix(self, current_prefix, parents_query_lookups):
        return "{0}/{1}".format(
            self.get_parent_prefix(parents_query_lookups), current_prefix
        )

    def get_parent_prefix(self, parents_query_lookups):
        prefix = "/"
        current = self
        at = len(parents_query_lookups) - 1
        while current:
            regex = getattr(current.parent_viewset, "lookup_value_regex", "[^/.]+")
            prefix = "{parent_prefix}/(?P<{lookup}>{regex})/{prefix}".format(
                parent_prefix=current.parent_prefix,
                lookup="parent_lookup_" + parents_query_lookups[at],
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

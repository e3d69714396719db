import type { Stub } from "../../../python/index.js";

const module = (source: string): Stub => ({ source, isPackage: false });
const folder = (source: string): Stub => ({ source, isPackage: true });

/** Views of django-tables2, which show a list as a table. */
const tableViews = String.raw`
from django.views.generic import ListView


class TableMixinBase:
    pass


class SingleTableMixin(TableMixinBase):
    pass


class SingleTableView(SingleTableMixin, ListView):
    pass


class MultiTableMixin(TableMixinBase):
    pass
`;

/** Views of django-vanilla-views, which are Django's without their mix-ins. */
const vanillaViews = String.raw`
from django.views.generic import View


class _Get:
    def get(self, request, *args, **kwargs):
        pass


class _Post:
    def post(self, request, *args, **kwargs):
        pass


class GenericView(View):
    pass


class TemplateView(_Get, GenericView):
    pass


class FormView(_Get, _Post, GenericView):
    pass
`;

const vanillaModelViews = String.raw`
from django.views.generic import View
from vanilla.views import _Get, _Post


class GenericModelView(View):
    model = None
    queryset = None
    lookup_field = "pk"
    lookup_url_kwarg = None


class ListView(_Get, GenericModelView):
    pass


class DetailView(_Get, GenericModelView):
    pass


class CreateView(_Get, _Post, GenericModelView):
    pass


class UpdateView(_Get, _Post, GenericModelView):
    pass


class DeleteView(_Get, _Post, GenericModelView):
    pass
`;

/** View sets of django-elasticsearch-dsl-drf, whose rows come from an index. */
const documentViews = String.raw`
from rest_framework.decorators import action
from rest_framework.viewsets import ReadOnlyModelViewSet


class SuggestMixin:
    @action(detail=False)
    def suggest(self, request):
        pass


class FunctionalSuggestMixin:
    @action(detail=False)
    def functional_suggest(self, request):
        pass


class MoreLikeThisMixin:
    @action(detail=True)
    def more_like_this(self, request, pk=None, id=None):
        pass


class BaseDocumentViewSet(ReadOnlyModelViewSet):
    document_uid_field = "id"
    document = None


class DocumentViewSet(BaseDocumentViewSet, SuggestMixin, FunctionalSuggestMixin):
    pass
`;

/** Switches of edx-toggles that are settings. */
const settingToggles = String.raw`
from django.conf import settings


class SettingToggle:
    def __init__(self, name, default=False, module_name=None):
        self.name = name
        self.default = default

    def is_enabled(self):
        return bool(getattr(settings, self.name, self.default))


class SettingDictToggle(SettingToggle):
    def __init__(self, name, key, default=False, module_name=None):
        super().__init__(name, default)
        self.key = key

    def is_enabled(self):
        return bool(getattr(settings, self.name, {}).get(self.key, self.default))
`;

/** Stand-ins for packages of views, and for what decides which of them there are. */
export const pageStubs: readonly (readonly [string, Stub])[] = [
  ["django_tables2", folder("from django_tables2.views import *\n")],
  ["django_tables2.views", module(tableViews)],
  ["vanilla", folder("from vanilla.views import *\nfrom vanilla.model_views import *\n")],
  ["vanilla.views", module(vanillaViews)],
  ["vanilla.model_views", module(vanillaModelViews)],
  ["django_elasticsearch_dsl_drf", folder("")],
  ["django_elasticsearch_dsl_drf.viewsets", module(documentViews)],
  ["edx_toggles", folder("")],
  ["edx_toggles.toggles", folder(settingToggles)],
];

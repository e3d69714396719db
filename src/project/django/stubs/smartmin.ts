/** Views of smartmin, and its sets of views that make URLs of the actions that they name. */
export const smartminViews = String.raw`
from django.contrib.auth.views import redirect_to_login
from django.urls import re_path
from django.views.generic import CreateView, DetailView, FormView, ListView, TemplateView, UpdateView
from django.views.generic.edit import ModelFormMixin, ProcessFormView


def derive_single_object_url_pattern(slug_url_kwarg, path, action):
    if slug_url_kwarg:
        return r"^%s/%s/(?P<%s>[^/]+)/$" % (path, action, slug_url_kwarg)
    return r"^%s/%s/(?P<pk>\d+)/$" % (path, action)


class SmartView:
    url_name = None
    crudl = None

    @classmethod
    def derive_url_pattern(cls, path, action):
        return r"^%s/%s/$" % (path, action)

    def has_permission(self, request, *args, **kwargs):
        if not getattr(self, "permission", None):
            return True
        return request.user.has_perm(self.permission)

    def dispatch(self, request, *args, **kwargs):
        if not self.has_permission(request, *args, **kwargs):
            return redirect_to_login(request.get_full_path())
        return super().dispatch(request, *args, **kwargs)


class SmartTemplateView(SmartView, TemplateView):
    pass


class SmartSingleObjectView(SmartView):
    slug_field = None
    slug_url_kwarg = None


class _OfOneObject:
    @classmethod
    def derive_url_pattern(cls, path, action):
        return derive_single_object_url_pattern(cls.slug_url_kwarg, path, action)


class SmartReadView(_OfOneObject, SmartSingleObjectView, DetailView):
    pass


class SmartDeleteView(_OfOneObject, SmartSingleObjectView, DetailView, ProcessFormView):
    pass


class SmartListView(SmartView, ListView):
    @classmethod
    def derive_url_pattern(cls, path, action):
        if action == "list":
            return r"^%s/$" % path
        return super().derive_url_pattern(path, action)


class SmartCsvView(SmartListView):
    pass


class SmartXlsView(SmartListView):
    pass


class SmartFormMixin:
    pass


class SmartFormView(SmartFormMixin, SmartView, FormView):
    pass


class SmartModelFormView(SmartFormMixin, SmartSingleObjectView, ModelFormMixin):
    pass


class SmartUpdateView(_OfOneObject, SmartModelFormView, UpdateView):
    pass


class SmartModelActionView(_OfOneObject, SmartFormMixin, SmartSingleObjectView, DetailView, ProcessFormView):
    pass


class SmartMultiFormView(SmartView, TemplateView):
    def post(self, request, *args, **kwargs):
        pass


class SmartCreateView(SmartModelFormView, CreateView):
    pass


class SmartCSVImportView(SmartCreateView):
    pass


DEFAULTS = {
    "create": ("CreateView", SmartCreateView),
    "read": ("ReadView", SmartReadView),
    "update": ("UpdateView", SmartUpdateView),
    "delete": ("DeleteView", SmartDeleteView),
    "list": ("ListView", SmartListView),
    "csv_import": ("CSVImportView", SmartCSVImportView),
}


class SmartCRUDL:
    actions = ("create", "read", "update", "delete", "list")
    model_name = None
    app_name = None
    module_name = None
    path = None
    permissions = True

    def __init__(self, model=None, path=None, actions=None):
        if model:
            self.model = model
        if not self.model_name:
            self.model_name = self.model._meta.object_name
        if not self.app_name:
            self.app_name = self.model._meta.app_label
        if not path and not self.path:
            self.path = self.model_name.lower()
        if not self.module_name:
            parts = self.__class__.__module__.split(".")
            self.module_name = parts[-2]
            if self.module_name == "views" and len(parts) >= 3:
                self.module_name = parts[-3]
        if actions:
            self.actions = actions

    def permission_for_action(self, action):
        return "%s.%s_%s" % (self.app_name.lower(), self.model_name.lower(), action)

    def url_name_for_action(self, action):
        return "%s.%s_%s" % (self.module_name.lower(), self.model_name.lower(), action)

    def view_for_action(self, action):
        class_name = "".join([word.capitalize() for word in action.split("_")])
        if hasattr(self, class_name):
            view = getattr(self, class_name)
            if not getattr(view, "model", None):
                view.model = self.model
        else:
            suffix, base = DEFAULTS[action]
            view = type(self.model_name + suffix, (base,), {"model": self.model})
        if not hasattr(view, "permission") and self.permissions:
            view.permission = self.permission_for_action(action)
        view.url_name = self.url_name_for_action(action)
        view.crudl = self
        return view

    def pattern_for_view(self, view, action):
        if getattr(view, "derive_url_pattern", None):
            return view.derive_url_pattern(self.path, action)
        return r"^%s/%s/$" % (self.path, action)

    def as_urlpatterns(self):
        urls = []
        for action in self.actions:
            view = self.view_for_action(action)
            pattern = self.pattern_for_view(view, action)
            urls.append(re_path(pattern, view.as_view(), name=self.url_name_for_action(action)))
        return urls
`;

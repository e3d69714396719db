/** Django's generic views and the methods that each of them answers. */
export const genericViews = String.raw`
class View:
    http_method_names = ["get", "post", "put", "patch", "delete", "head", "options", "trace"]


class ContextMixin:
    extra_context = None


class TemplateResponseMixin:
    template_name = None


class TemplateView(TemplateResponseMixin, ContextMixin, View):
    def get(self, request, *args, **kwargs):
        pass


class RedirectView(View):
    def get(self, request, *args, **kwargs):
        pass

    def post(self, request, *args, **kwargs):
        pass

    def delete(self, request, *args, **kwargs):
        pass

    def put(self, request, *args, **kwargs):
        pass

    def patch(self, request, *args, **kwargs):
        pass


class SingleObjectMixin(ContextMixin):
    model = None
    queryset = None


class MultipleObjectMixin(ContextMixin):
    model = None
    queryset = None


class _Get:
    def get(self, request, *args, **kwargs):
        pass


class BaseDetailView(_Get, SingleObjectMixin, View):
    pass


class SingleObjectTemplateResponseMixin(TemplateResponseMixin):
    pass


class DetailView(SingleObjectTemplateResponseMixin, BaseDetailView):
    pass


class BaseListView(_Get, MultipleObjectMixin, View):
    pass


class MultipleObjectTemplateResponseMixin(TemplateResponseMixin):
    pass


class ListView(MultipleObjectTemplateResponseMixin, BaseListView):
    pass


class FormMixin(ContextMixin):
    form_class = None


class ModelFormMixin(FormMixin, SingleObjectMixin):
    fields = None


class ProcessFormView(View):
    def get(self, request, *args, **kwargs):
        pass

    def post(self, request, *args, **kwargs):
        pass

    def put(self, *args, **kwargs):
        pass


class BaseFormView(FormMixin, ProcessFormView):
    pass


class FormView(TemplateResponseMixin, BaseFormView):
    pass


class BaseCreateView(ModelFormMixin, ProcessFormView):
    pass


class CreateView(SingleObjectTemplateResponseMixin, BaseCreateView):
    pass


class BaseUpdateView(ModelFormMixin, ProcessFormView):
    pass


class UpdateView(SingleObjectTemplateResponseMixin, BaseUpdateView):
    pass


class DeletionMixin:
    def delete(self, request, *args, **kwargs):
        pass

    def post(self, request, *args, **kwargs):
        pass


class BaseDeleteView(DeletionMixin, FormMixin, BaseDetailView):
    pass


class DeleteView(SingleObjectTemplateResponseMixin, BaseDeleteView):
    pass


class DateMixin:
    pass


class _Dated(_Get, MultipleObjectTemplateResponseMixin, DateMixin, MultipleObjectMixin, View):
    pass


class ArchiveIndexView(_Dated):
    pass


class YearArchiveView(_Dated):
    pass


class MonthArchiveView(_Dated):
    pass


class WeekArchiveView(_Dated):
    pass


class DayArchiveView(_Dated):
    pass


class TodayArchiveView(_Dated):
    pass


class DateDetailView(_Get, SingleObjectTemplateResponseMixin, DateMixin, SingleObjectMixin, View):
    pass
`;

/** Views of django.contrib.auth and the methods that they answer. */
export const authViews = String.raw`
from django.views.generic.base import TemplateView
from django.views.generic.edit import FormView


class RedirectURLMixin:
    pass


class LoginView(RedirectURLMixin, FormView):
    pass


class LogoutView(RedirectURLMixin, TemplateView):
    http_method_names = ["post", "options"]

    def post(self, request, *args, **kwargs):
        pass


class PasswordContextMixin:
    extra_context = None


class PasswordChangeView(PasswordContextMixin, FormView):
    pass


class PasswordChangeDoneView(PasswordContextMixin, TemplateView):
    pass


class PasswordResetView(PasswordContextMixin, FormView):
    pass


class PasswordResetDoneView(PasswordContextMixin, TemplateView):
    pass


class PasswordResetConfirmView(PasswordContextMixin, FormView):
    pass


class PasswordResetCompleteView(PasswordContextMixin, TemplateView):
    pass
`;

/** The same before Django 5.0, where a link signs out. */
export const authViewsBefore5 = authViews.replace(
  '["post", "options"]',
  '["get", "post", "options"]',
);

/** The URLconf of django.contrib.auth. */
export const authUrls = String.raw`
from django.contrib.auth import views
from django.urls import path

urlpatterns = [
    path("login/", views.LoginView.as_view(), name="login"),
    path("logout/", views.LogoutView.as_view(), name="logout"),
    path("password_change/", views.PasswordChangeView.as_view(), name="password_change"),
    path("password_change/done/", views.PasswordChangeDoneView.as_view(), name="password_change_done"),
    path("password_reset/", views.PasswordResetView.as_view(), name="password_reset"),
    path("password_reset/done/", views.PasswordResetDoneView.as_view(), name="password_reset_done"),
    path("reset/<uidb64>/<token>/", views.PasswordResetConfirmView.as_view(), name="password_reset_confirm"),
    path("reset/done/", views.PasswordResetCompleteView.as_view(), name="password_reset_complete"),
]
`;

/** The log-in URLs of the browsable API. */
export const restUrls = String.raw`
from django.contrib.auth import views
from django.urls import path

app_name = "rest_framework"
urlpatterns = [
    path("login/", views.LoginView.as_view(template_name="rest_framework/login.html"), name="login"),
    path("logout/", views.LogoutView.as_view(), name="logout"),
]
`;

/** The URL that sets the language. */
export const languageUrls = String.raw`
from django.urls import path
from django.views.i18n import set_language

urlpatterns = [
    path("setlang/", set_language, name="set_language"),
]
`;

/** Views that list what a filter set leaves. */
export const filterViews = String.raw`
from django.views.generic import View
from django.views.generic.list import MultipleObjectMixin, MultipleObjectTemplateResponseMixin


class FilterMixin:
    filterset_class = None


class BaseFilterView(FilterMixin, MultipleObjectMixin, View):
    def get(self, request, *args, **kwargs):
        pass


class FilterView(MultipleObjectTemplateResponseMixin, BaseFilterView):
    pass
`;

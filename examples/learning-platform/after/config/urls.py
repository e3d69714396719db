from django.contrib import admin
from django.contrib.auth import views as auth_views
from django.urls import include, path
from django.views.generic import RedirectView

from config.health import health_check, liveness
from enrolments.views import dashboard

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="courses:list"), name="home"),
    path("admin/", admin.site.urls),
    path("login/", auth_views.LoginView.as_view(), name="login"),
    path("logout/", auth_views.LogoutView.as_view(), name="logout"),
    path("dashboard/", dashboard, name="dashboard"),
    path("courses/", include("courses.urls")),
    path("api/", include("config.api")),
    path("health/", health_check, name="health-check"),
    path("health/live/", liveness, name="health-liveness"),
]

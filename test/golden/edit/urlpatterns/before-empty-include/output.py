from django.contrib import admin
from django.urls import include, path

from config.health import health_check
from courses import views

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", views.home),
    path("health/", health_check, name="health-check"),
    # Everything else
    path("", include("courses.urls")),
]

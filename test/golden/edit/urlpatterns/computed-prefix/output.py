from django.urls import include, path

from config.health import health_check

urlpatterns = [
    path("health/", health_check, name="health-check"),
    path(f"{prefix}admin/", admin),
    path(prefix, include("courses.urls")),
]

from django.urls import (
    include,
    path,
    re_path,
)

from config.health import health_check

urlpatterns = [
    re_path(r"^api/", include("courses.urls")),
    path("health/", health_check, name="health-check"),
]

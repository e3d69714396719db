from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from config.health import health_check

urlpatterns = [
    path("health/", health_check, name="health-check"),
] + i18n_patterns(
    path("", include("courses.urls")), prefix_default_language=False
) + [
    path("api/", include("api.urls")),
]

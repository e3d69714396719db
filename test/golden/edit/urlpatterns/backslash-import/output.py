from django.urls import include, \
    re_path, path

from config.health import health_check

urlpatterns = [
    re_path(r"^api/$", api),
    path("health/", health_check, name="health-check"),
]

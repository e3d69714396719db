from django.urls import include, path

from config.health import health_check

urlpatterns = [
    path("api/", include([path("health/", status)])),
    path("health/", health_check, name="health-check"),
]

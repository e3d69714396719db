from django.urls import path

from config.health import health_check

urlpatterns = [
    path("health/", health_check, name="health-check"),
] + [route(name) for name in NAMES]

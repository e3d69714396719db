from django.urls import path as route

from config.health import health_check

urlpatterns = [
    route("api/", api),
    route("health/", health_check, name="health-check"),
]

from django import urls

from config.health import health_check

urlpatterns = [
    urls.path("api/", api),
    urls.path("health/", health_check, name="health-check"),
]

from django.urls import path

from config.health import health_check

urlpatterns = [
    path("admin/", admin),
    path("health/", health_check, name="health-check"),
    *router.urls,
    path("api/", api),
]

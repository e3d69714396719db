from django.urls import path

from config.health import health_check

urlpatterns = [
    path("api/", api),
]
urlpatterns = [
    path("health/", health_check, name="health-check"),
] + decorate_urlpatterns(urlpatterns, require_admin_access)

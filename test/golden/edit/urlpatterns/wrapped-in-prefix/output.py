from django.urls import include, path

from config.health import health_check

urlpatterns = [
    path("api/", api),
]
urlpatterns = [path("health/", health_check, name="health-check"), path(f"{PREFIX}/", include(urlpatterns))]

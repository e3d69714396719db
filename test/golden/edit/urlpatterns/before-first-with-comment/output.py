from django.urls import path, include

from config.health import health_check

urlpatterns = [
    path("health/", health_check, name="health-check"),
    # the site
    path("", include("courses.urls")),
]

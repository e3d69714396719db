from django.urls import path

from config.health import health_check

site_urls = [
    path("api/", api),
    path("health/", health_check, name="health-check"),
]
urlpatterns = site_urls

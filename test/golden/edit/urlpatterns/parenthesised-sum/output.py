from django.urls import path

from config.health import health_check
from courses import api_urls

urlpatterns = (
    [path("admin/", admin), path("health/", health_check, name="health-check")]
    + api_urls.urlpatterns
)

from django.urls import path
from config.health import health_check as soundcheck_health_check
from courses.views import health_check

urlpatterns = [
    path("api/health/", health_check),
    path("health/", soundcheck_health_check, name="health-check"),
]

from django.urls import path
from rest_framework.routers import DefaultRouter

from config.health import health_check

router = DefaultRouter()
urlpatterns = [
    path("health/", health_check, name="health-check"),
] + router.urls

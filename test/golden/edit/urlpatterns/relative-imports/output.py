from django.urls import path

from config.health import health_check

from . import views
from .api import router

urlpatterns = [
    path("api/", views.api),
    path("health/", health_check, name="health-check"),
]

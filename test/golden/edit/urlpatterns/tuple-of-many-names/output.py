from __future__ import annotations

import os

from django.urls import path
from rest_framework import routers

from config.health import health_check
from courses import views

urlpatterns = (
    path("health/", health_check, name="health-check"),
    (views.urls),
)

from os import path

from django.urls import path as django_path
from django.urls import re_path

from config.health import health_check

BASE = path.dirname(__file__)
urlpatterns = [
    re_path(r"^api/", api),
    django_path("health/", health_check, name="health-check"),
]

from os import path

from django.urls import re_path

BASE = path.dirname(__file__)
urlpatterns = [
    re_path(r"^api/", api),
]

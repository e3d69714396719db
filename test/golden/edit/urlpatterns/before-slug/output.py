from django.urls import path, re_path
from config.health import health_check
from courses.views import page, search

urlpatterns = [
    path("search/", search),
    path("health/", health_check, name="health-check"),
    path("<slug:slug>/", page),
    re_path(r"^.*$", page),
]

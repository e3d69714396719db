from django.contrib import admin
from django.urls import path, re_path

from config.health import health_check

urlpatterns = [
    re_path("^admin/", admin.site.urls),
    path("health/", health_check, name="health-check"),
]

from django.urls import path
from config.views import home

urlpatterns += [
    path("", home),
]

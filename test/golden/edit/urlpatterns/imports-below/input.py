from django.contrib import admin
from django.urls import re_path

urlpatterns = [
    re_path("^admin/", admin.site.urls),
]

from django.urls import path
from config.views import home

urlpatterns += [
    path("", home),
]

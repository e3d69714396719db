from django.contrib import admin
from django.urls import include, path
from rest_framework.routers import DefaultRouter

from courses import views

urlpatterns = [
    path("admin/", admin.site.urls),
    path("api/", include("courses.urls")),
]

from django.contrib import admin
from django.urls import include, path

from courses import views

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", views.home),
    # Everything else
    path("", include("courses.urls")),
]

from django.urls import include, path

urlpatterns = [
    path(f"{prefix}admin/", admin),
    path(prefix, include("courses.urls")),
]

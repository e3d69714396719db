from django.urls import include, path

urlpatterns = [
    path("api/", include([path("health/", status)])),
]

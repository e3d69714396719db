from django.urls import path

urlpatterns = [
    path("health/", status),
]

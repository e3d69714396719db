from django.urls import path, include

urlpatterns = [
    # the site
    path("", include("courses.urls")),
]

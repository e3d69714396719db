from django.urls import path

from courses import api_urls

urlpatterns = (
    [path("admin/", admin)]
    + api_urls.urlpatterns
)

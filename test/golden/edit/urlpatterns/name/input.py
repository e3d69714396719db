from django.urls import path

site_urls = [
    path("api/", api),
]
urlpatterns = site_urls

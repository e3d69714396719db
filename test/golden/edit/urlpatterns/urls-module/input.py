from django import urls

urlpatterns = [
    urls.path("api/", api),
]

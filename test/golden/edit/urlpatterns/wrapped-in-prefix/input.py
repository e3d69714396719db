from django.urls import include, path

urlpatterns = [
    path("api/", api),
]
urlpatterns = [path(f"{PREFIX}/", include(urlpatterns))]

from django.urls import path

urlpatterns = [
    path("api/", api),
]
if DEBUG:
    urlpatterns += [path("__debug__/", debug)]

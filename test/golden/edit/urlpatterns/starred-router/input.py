from django.urls import path

urlpatterns = [
    path("admin/", admin),
    *router.urls,
    path("api/", api),
]

from django.urls import path

urlpatterns = [
    path("api/", api),
]
urlpatterns = decorate_urlpatterns(urlpatterns, require_admin_access)

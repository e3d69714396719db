from django.urls import path
from courses.views import health_check

urlpatterns = [
    path("api/health/", health_check),
]

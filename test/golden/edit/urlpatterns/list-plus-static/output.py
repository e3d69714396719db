from django.conf import settings
from django.conf.urls.static import static
from django.urls import path

from config.health import health_check

urlpatterns = [
    path("api/", api),
    path("health/", health_check, name="health-check"),
] + static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT)

from django.conf.urls import url, include
from django.urls import path

from config.health import health_check

urlpatterns = [
    url(r'^api/', include('courses.urls')),
    path('health/', health_check, name='health-check'),
    url(r'^', include('pages.urls'))
]

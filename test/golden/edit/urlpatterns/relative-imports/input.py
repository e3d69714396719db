from django.urls import path

from . import views
from .api import router

urlpatterns = [
    path("api/", views.api),
]

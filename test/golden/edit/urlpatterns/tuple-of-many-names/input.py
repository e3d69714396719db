from __future__ import annotations

import os

from rest_framework import routers

from courses import views

urlpatterns = (
    (views.urls),
)

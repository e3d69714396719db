# -*- coding: utf-8 -*-
INSTALLED_APPS = [
    "django.contrib.auth",
    "courses",
    "drf_spectacular"
]
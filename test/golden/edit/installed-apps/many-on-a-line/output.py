INSTALLED_APPS = [
    "django.contrib.auth", "django.contrib.admin",
    "rest_framework", "drf_spectacular", "courses",
]

INSTALLED_APPS = [
    "django.contrib.auth",
    *env("EXTRA_APPS"),
    "drf_spectacular",
]

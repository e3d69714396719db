INSTALLED_APPS = [
    "django.contrib.auth",
    "courses",  # our own
    "drf_spectacular",
    # "debug_toolbar",
]

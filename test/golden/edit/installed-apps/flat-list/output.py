INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",

    # Third party
    "rest_framework",
    "rest_framework.authtoken",
    "drf_spectacular",

    # Ours
    "courses",
]

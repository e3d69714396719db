INSTALLED_APPS = [
    "django.contrib.auth",
    "courses",
]
DEBUG = True

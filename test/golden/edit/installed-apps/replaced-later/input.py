INSTALLED_APPS = ["rest_framework", "old"]
INSTALLED_APPS = [
    "django.contrib.auth",
]

BASE_APPS = ("django.contrib.auth", "rest_framework")
INSTALLED_APPS = list(BASE_APPS) + [app for app in EXTRA if app not in BASE_APPS]

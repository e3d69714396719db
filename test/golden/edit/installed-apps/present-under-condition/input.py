INSTALLED_APPS = ["rest_framework"]
if DEBUG:
    INSTALLED_APPS += ["drf_spectacular"]

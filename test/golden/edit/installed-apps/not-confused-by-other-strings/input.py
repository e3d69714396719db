LOGGING = {"loggers": {"drf_spectacular": {}}}
INSTALLED_APPS = ["rest_framework"]

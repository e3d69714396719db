INSTALLED_APPS = ["rest_framework"]
INSTALLED_APPS.append("drf_spectacular")

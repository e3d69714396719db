THIRD_PARTY_APPS = ["rest_framework", "drf_spectacular"]
INSTALLED_APPS = ["django.contrib.auth"] + THIRD_PARTY_APPS

INSTALLED_APPS = (
    ["django.contrib.auth"]
    + ["rest_framework", "drf_spectacular"]
    + LOCAL_APPS
)

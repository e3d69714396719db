"""Settings."""

INSTALLED_APPS = ["rest_framework"]

STATIC_URL = "/static/"

REST_FRAMEWORK = {
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
}

if DEBUG:
    INTERNAL_IPS = ["127.0.0.1"]

try:
    from .local_settings import *
except ImportError:
    pass

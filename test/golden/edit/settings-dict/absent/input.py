"""Settings."""

INSTALLED_APPS = ["rest_framework"]

STATIC_URL = "/static/"

if DEBUG:
    INTERNAL_IPS = ["127.0.0.1"]

try:
    from .local_settings import *
except ImportError:
    pass

INSTALLED_APPS = ["rest_framework"]
EMAIL_TIMEOUT = 20
if EMAIL_USE_TLS:
    raise ImproperlyConfigured

INSTALLED_APPS = ["rest_framework"]
EMAIL_TIMEOUT = 20

REST_FRAMEWORK = {
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
}

if EMAIL_USE_TLS:
    raise ImproperlyConfigured

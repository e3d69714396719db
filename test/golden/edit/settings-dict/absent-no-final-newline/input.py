INSTALLED_APPS = ['rest_framework']
STATIC_URL = '/static/'
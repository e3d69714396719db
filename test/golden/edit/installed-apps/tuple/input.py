INSTALLED_APPS = (
    'django.contrib.auth',
    'rest_framework',
)

INSTALLED_APPS = [
    'django.contrib.auth',
    'courses',
    'drf_spectacular',]

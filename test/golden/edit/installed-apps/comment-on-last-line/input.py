INSTALLED_APPS = [
    'django.contrib.auth',
    'courses'  # our own
    # 'debug_toolbar',
]

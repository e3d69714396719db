INSTALLED_APPS = ['silk']
SILKY_IGNORE_PATHS = ['/metrics/', '/health/']

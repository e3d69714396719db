INSTALLED_APPS = ["rest_framework", "drf_spectacular"]
MIDDLEWARE = []
INSTALLED_APPS, MIDDLEWARE = Toolbar.do_settings(INSTALLED_APPS, MIDDLEWARE)

INSTALLED_APPS = ["drf_spectacular"]

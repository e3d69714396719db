SHARED_APPS = ["django_tenants", "rest_framework"]
TENANT_APPS = ["courses"]
INSTALLED_APPS = list(SHARED_APPS) + [app for app in TENANT_APPS if app not in SHARED_APPS]

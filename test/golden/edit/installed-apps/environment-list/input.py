INSTALLED_APPS = env.list("APPS", default=["rest_framework"])

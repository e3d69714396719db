INSTALLED_APPS = ("django.contrib.auth", "drf_spectacular",)

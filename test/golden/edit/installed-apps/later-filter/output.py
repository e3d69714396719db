INSTALLED_APPS = (
    "rest_framework",
    "drf_spectacular",
    "watson",
)
INSTALLED_APPS = tuple(app for app in INSTALLED_APPS if app != "watson")

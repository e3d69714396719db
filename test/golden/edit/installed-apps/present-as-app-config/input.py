INSTALLED_APPS = [
    "drf_spectacular.apps.SpectacularConfig",
    "rest_framework",
]

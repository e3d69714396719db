INSTALLED_APPS: list[str] = [
    "rest_framework",
    "drf_spectacular",
]

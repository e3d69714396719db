INSTALLED_APPS = [
    "rest_framework",
    "drf_spectacular",
]

INSTALLED_APPS += [
    "courses",
]

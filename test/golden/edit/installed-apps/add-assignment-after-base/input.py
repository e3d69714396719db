INSTALLED_APPS = [
    "rest_framework",
]

INSTALLED_APPS += [
    "courses",
]

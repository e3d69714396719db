INSTALLED_APPS = [
    "rest_framework",
    "drf_spectacular",
]
ordered = reversed(list(dict.fromkeys(reversed(INSTALLED_APPS))))
INSTALLED_APPS = list(ordered)

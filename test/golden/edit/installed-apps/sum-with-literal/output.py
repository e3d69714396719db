TENANT = ["a"]
INSTALLED_APPS = TENANT + [
    "grappelli",
    "drf_spectacular",
]

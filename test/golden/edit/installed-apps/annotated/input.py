INSTALLED_APPS: list[str] = [
    "rest_framework",
]

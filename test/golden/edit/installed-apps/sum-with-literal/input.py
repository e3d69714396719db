TENANT = ["a"]
INSTALLED_APPS = TENANT + [
    "grappelli",
]

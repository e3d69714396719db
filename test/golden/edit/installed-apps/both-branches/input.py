if DEBUG:
    INSTALLED_APPS = ["a"]
else:
    INSTALLED_APPS = ["b"]

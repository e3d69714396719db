INSTALLED_APPS = [
    # none yet
]

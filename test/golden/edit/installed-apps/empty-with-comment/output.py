INSTALLED_APPS = [
    # none yet
    "drf_spectacular",
]

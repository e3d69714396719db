from . import base

INSTALLED_APPS = base.INSTALLED_APPS + (
    # Toolbar
    "debug_toolbar",
    "drf_spectacular",
)

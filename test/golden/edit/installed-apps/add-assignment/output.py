from .base import *

INSTALLED_APPS += [
    "debug_toolbar",
    "drf_spectacular",
]

from .apps import DJANGO_APPS, THIRD_PARTY_APPS

INSTALLED_APPS = [
    *DJANGO_APPS,
    *THIRD_PARTY_APPS,
    "drf_spectacular",
]

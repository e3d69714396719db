from configurations import Configuration, values


class Base(Configuration):
    """Settings."""

    INSTALLED_APPS = [
        "rest_framework",
        "drf_spectacular",
        *PLUGINS,
        "courses",
    ]


class Development(Base):
    INSTALLED_APPS = Base.INSTALLED_APPS + ["debug_toolbar"]

class Base(Configuration):
    INSTALLED_APPS = ["courses"]
    DEBUG = False


class Production(Base):
    SECURE_REDIRECT_EXEMPT = ["^__heartbeat__"]

class Base(Configuration):
    INSTALLED_APPS = ["rest_framework"]
    STATIC_URL = "/static/"  # served by nginx

    @classmethod
    def post_setup(cls):
        super().post_setup()


class Production(Base):
    DEBUG = False

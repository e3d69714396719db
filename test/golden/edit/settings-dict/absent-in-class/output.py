class Base(Configuration):
    INSTALLED_APPS = ["rest_framework"]
    STATIC_URL = "/static/"  # served by nginx

    REST_FRAMEWORK = {
        "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    }

    @classmethod
    def post_setup(cls):
        super().post_setup()


class Production(Base):
    DEBUG = False

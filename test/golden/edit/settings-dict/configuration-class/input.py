class Base(Configuration):
    INSTALLED_APPS = ["rest_framework"]
    REST_FRAMEWORK = {
        "PAGE_SIZE": 20,
    }

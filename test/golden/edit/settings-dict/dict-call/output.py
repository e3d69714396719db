REST_FRAMEWORK = dict(
    PAGE_SIZE=20,
    DEFAULT_SCHEMA_CLASS="drf_spectacular.openapi.AutoSchema",
)

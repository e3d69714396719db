REST_FRAMEWORK = {
    "DEFAULT_SCHEMA_CLASS": "core.schemas.TeamSchema",
}

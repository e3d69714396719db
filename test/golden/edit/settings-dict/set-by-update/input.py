REST_FRAMEWORK.update({"DEFAULT_SCHEMA_CLASS": "core.schemas.TeamSchema"})

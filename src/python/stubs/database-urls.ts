/** What dj-database-url, dj-email-url and django-environ make of URLs. */
export const databaseUrls = String.raw`
ENGINES = {
    "postgres": "django.db.backends.postgresql",
    "postgresql": "django.db.backends.postgresql",
    "psql": "django.db.backends.postgresql",
    "pgsql": "django.db.backends.postgresql",
    "postgis": "django.contrib.gis.db.backends.postgis",
    "mysql": "django.db.backends.mysql",
    "mysql2": "django.db.backends.mysql",
    "mysqlgis": "django.contrib.gis.db.backends.mysql",
    "spatialite": "django.contrib.gis.db.backends.spatialite",
    "sqlite": "django.db.backends.sqlite3",
    "sqlite3": "django.db.backends.sqlite3",
    "oracle": "django.db.backends.oracle",
    "cockroach": "django_cockroachdb",
    "mssql": "mssql",
    "timescale": "timescale.db.backends.postgresql",
}

EMAIL_BACKENDS = {
    "smtp": "django.core.mail.backends.smtp.EmailBackend",
    "console": "django.core.mail.backends.console.EmailBackend",
    "consolemail": "django.core.mail.backends.console.EmailBackend",
    "file": "django.core.mail.backends.filebased.EmailBackend",
    "filemail": "django.core.mail.backends.filebased.EmailBackend",
    "memory": "django.core.mail.backends.locmem.EmailBackend",
    "memorymail": "django.core.mail.backends.locmem.EmailBackend",
    "dummy": "django.core.mail.backends.dummy.EmailBackend",
    "dummymail": "django.core.mail.backends.dummy.EmailBackend",
}


def parse_database(url, **options):
    if not url:
        return {}
    if url == "sqlite://:memory:":
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}
    scheme, _, rest = url.partition("://")
    rest = rest.partition("?")[0]
    account, at, place = rest.rpartition("@")
    address, slash, name = place.partition("/")
    host, _, port = address.partition(":")
    user, _, password = account.partition(":")
    engine = ENGINES.get(scheme, scheme)
    if engine.endswith("sqlite3"):
        name = name or ":memory:"
    return {
        "ENGINE": engine,
        "NAME": name,
        "USER": user,
        "PASSWORD": password,
        "HOST": host,
        "PORT": port,
        **options,
    }


def parse_generic(url, **options):
    return {"LOCATION": url}


def parse_email(url, **options):
    scheme, _, rest = url.partition("://")
    account, _, place = rest.partition("?")[0].rpartition("@")
    address, _, path = place.partition("/")
    host, _, port = address.partition(":")
    user, _, password = account.partition(":")
    return {
        "EMAIL_FILE_PATH": path,
        "EMAIL_HOST_USER": user,
        "EMAIL_HOST_PASSWORD": password,
        "EMAIL_HOST": host,
        "EMAIL_PORT": int(port) if port.isdigit() else None,
        "EMAIL_BACKEND": EMAIL_BACKENDS.get(scheme, EMAIL_BACKENDS["smtp"]),
        **options,
    }
`;

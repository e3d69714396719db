/** What dj-database-url and django-environ make of a database URL. */
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
`;

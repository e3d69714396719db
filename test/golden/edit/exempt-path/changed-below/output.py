SECURE_SSL_REDIRECT = True

PIPELINE = list(PIPELINE)
if "shop.events" not in PIPELINE:
    PIPELINE.insert(0, "shop.events")

# Health probes speak plain HTTP: SECURE_SSL_REDIRECT must let them through.
SECURE_REDIRECT_EXEMPT = [r"^health/"]

for name in PLUGINS:
    load(name)

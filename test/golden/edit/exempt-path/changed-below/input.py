SECURE_SSL_REDIRECT = True

PIPELINE = list(PIPELINE)
if "shop.events" not in PIPELINE:
    PIPELINE.insert(0, "shop.events")

for name in PLUGINS:
    load(name)

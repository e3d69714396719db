INSTALLED_APPS = ["courses"]
SECURE_SSL_REDIRECT = True

# Health probes speak plain HTTP: SECURE_SSL_REDIRECT must let them through.
SECURE_REDIRECT_EXEMPT = [r"^health/"]

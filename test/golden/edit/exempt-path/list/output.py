SECURE_REDIRECT_EXEMPT = [
    "^__lbheartbeat__",
    r"^health/",
]

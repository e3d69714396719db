SECURE_REDIRECT_EXEMPT = [
    "^__lbheartbeat__",
]

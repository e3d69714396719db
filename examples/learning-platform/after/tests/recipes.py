"""Values that no generator can guess, and models that cannot be made at all.

RECIPES: ``"app.Model": {"field": value}``. A value may be a function of no arguments,
called for each row. Recipes of parents hold for their children, too.
SKIPPED_MODELS: ``"app.Model": "the reason"``.
HEADERS: ``"Authorization": lambda user: f"Bearer {token_for(user)}"``, for a middleware that
asks the requests of a user for more than a session.
"""

RECIPES = {}

SKIPPED_MODELS = {}

HEADERS = {}

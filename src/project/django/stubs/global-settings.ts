/** Django's defaults, as far as settings build on them. */
export const globalSettings = String.raw`
ALLOWED_HOSTS = []
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = []
AUTH_USER_MODEL = "auth.User"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
DATABASES = {}
DATABASE_ROUTERS = []
DEBUG = False
INSTALLED_APPS = []
INTERNAL_IPS = []
LANGUAGE_CODE = "en-us"
MEDIA_ROOT = ""
MEDIA_URL = ""
MIDDLEWARE = []
MIGRATION_MODULES = {}
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2SHA1PasswordHasher",
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.BCryptSHA256PasswordHasher",
    "django.contrib.auth.hashers.ScryptPasswordHasher",
]
STATICFILES_DIRS = []
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
STATIC_ROOT = None
STATIC_URL = None
TEMPLATES = []
USE_I18N = True
USE_TZ = True
`;

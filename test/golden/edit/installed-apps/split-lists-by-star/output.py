LOCAL_APPS = ["courses.apps.CoursesConfig"]
EXTERNAL = ["rest_framework", "drf_spectacular"]
INSTALLED_APPS = [
    "django.contrib.auth",
    *EXTERNAL,
    *LOCAL_APPS,
]

LOCAL_APPS = ["courses.apps.CoursesConfig"]
EXTERNAL = ["rest_framework"]
INSTALLED_APPS = [
    "django.contrib.auth",
    *EXTERNAL,
    *LOCAL_APPS,
]

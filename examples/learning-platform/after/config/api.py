"""Routes of the REST API, mounted below ``/api/``."""

from django.urls import include, path
from rest_framework.authtoken.views import obtain_auth_token
from rest_framework.routers import DefaultRouter

from courses.api import (
    CategoryViewSet,
    CourseViewSet,
    LessonViewSet,
    ReviewViewSet,
)
from enrolments.api import EnrollmentViewSet
from notifications.api import NotificationViewSet
from progress.api import LessonProgressViewSet

router = DefaultRouter()
router.register("categories", CategoryViewSet)
router.register("courses", CourseViewSet)
router.register("lessons", LessonViewSet)
router.register("reviews", ReviewViewSet)
router.register("enrolments", EnrollmentViewSet, basename="enrollment")
router.register("progress", LessonProgressViewSet, basename="lessonprogress")
router.register("notifications", NotificationViewSet, basename="notification")

urlpatterns = [
    path("accounts/", include("accounts.urls")),
    path("token/", obtain_auth_token, name="token"),
    path("", include(router.urls)),
]

from rest_framework import status, viewsets
from rest_framework.decorators import action
from rest_framework.permissions import IsAuthenticated
from rest_framework.response import Response

from common.permissions import IsAuthorOrReadOnly, IsStaffOrReadOnly
from enrolments.serializers import EnrollmentSerializer
from enrolments.services import enroll
from progress.serializers import LessonProgressSerializer
from progress.services import complete_lesson

from .filters import CourseFilter
from .models import Category, Course, Lesson, Review
from .serializers import (
    CategorySerializer,
    CourseDetailSerializer,
    CourseListSerializer,
    LessonSerializer,
    ReviewSerializer,
)


class CategoryViewSet(viewsets.ModelViewSet):
    queryset = Category.objects.all()
    serializer_class = CategorySerializer
    permission_classes = [IsStaffOrReadOnly]
    lookup_field = "slug"
    search_fields = ["name"]


class CourseViewSet(viewsets.ModelViewSet):
    queryset = Course.catalog.select_related("category", "instructor")
    permission_classes = [IsStaffOrReadOnly]
    lookup_field = "slug"
    filterset_class = CourseFilter
    search_fields = ["title", "summary"]
    ordering_fields = ["title", "price", "created_at"]

    def get_queryset(self):
        courses = super().get_queryset().visible_to(self.request.user)
        return courses.prefetch_related("lessons")

    def get_serializer_class(self):
        if self.action == "list":
            return CourseListSerializer
        return CourseDetailSerializer

    def perform_create(self, serializer):
        serializer.save(instructor=self.request.user)

    @action(detail=True, methods=["post"], permission_classes=[IsAuthenticated])
    def enroll(self, request, slug=None):
        """Join the course; joining twice changes nothing."""
        enrollment, created = enroll(request.user, self.get_object())
        serializer = EnrollmentSerializer(
            enrollment, context=self.get_serializer_context()
        )
        code = status.HTTP_201_CREATED if created else status.HTTP_200_OK
        return Response(serializer.data, status=code)

    @action(detail=True, url_path="top-reviews", filterset_class=None)
    def top_reviews(self, request, slug=None):
        """The five best reviews."""
        reviews = self.get_object().reviews.select_related("course", "author")
        best = reviews.order_by("-rating", "-pk")[:5]
        serializer = ReviewSerializer(
            best, many=True, context=self.get_serializer_context()
        )
        return Response(serializer.data)


class LessonViewSet(viewsets.ModelViewSet):
    queryset = Lesson.objects.select_related("course")
    serializer_class = LessonSerializer
    permission_classes = [IsStaffOrReadOnly]
    filterset_fields = ["course__slug"]
    search_fields = ["title"]
    ordering_fields = ["position", "duration_minutes"]

    def get_queryset(self):
        courses = Course.catalog.visible_to(self.request.user)
        return super().get_queryset().filter(course__in=courses)

    @action(detail=True, methods=["post"], permission_classes=[IsAuthenticated])
    def complete(self, request, pk=None):
        """Tick the lesson off; the last one completes the course."""
        progress = complete_lesson(request.user, self.get_object())
        return Response(LessonProgressSerializer(progress).data)


class ReviewViewSet(viewsets.ModelViewSet):
    queryset = Review.objects.select_related("course", "author")
    serializer_class = ReviewSerializer
    permission_classes = [IsAuthorOrReadOnly]
    filterset_fields = ["course__slug", "rating"]
    ordering_fields = ["rating", "created_at"]

    def perform_create(self, serializer):
        serializer.save(author=self.request.user)

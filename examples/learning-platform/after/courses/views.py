"""The catalogue as web pages."""

from django.views.generic import DetailView, ListView

from .models import Course, FreeCourse


class CourseListView(ListView):
    queryset = Course.published.select_related("category")
    template_name = "courses/course_list.html"
    context_object_name = "courses"
    paginate_by = 20


class FreeCourseListView(ListView):
    queryset = FreeCourse.objects.filter(is_published=True).select_related("category")
    template_name = "courses/course_list.html"
    context_object_name = "courses"
    paginate_by = 20


class CourseDetailView(DetailView):
    queryset = Course.published.select_related("category", "instructor")
    template_name = "courses/course_detail.html"
    context_object_name = "course"

from django.contrib import admin

from .models import Category, Course, Lesson, Review


class LessonInline(admin.TabularInline):
    model = Lesson
    fields = ["position", "title", "duration_minutes", "attachment"]
    extra = 0


@admin.register(Category)
class CategoryAdmin(admin.ModelAdmin):
    prepopulated_fields = {"slug": ["name"]}


@admin.register(Course)
class CourseAdmin(admin.ModelAdmin):
    list_display = ["title", "level", "price", "is_published", "enrolment_count"]
    list_filter = ["level", "is_published", "category"]
    search_fields = ["title", "summary"]
    prepopulated_fields = {"slug": ["title"]}
    inlines = [LessonInline]


@admin.register(Review)
class ReviewAdmin(admin.ModelAdmin):
    list_display = ["course", "author", "rating", "created_at"]

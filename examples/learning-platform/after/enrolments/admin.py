from django.contrib import admin

from .models import Enrollment


@admin.register(Enrollment)
class EnrollmentAdmin(admin.ModelAdmin):
    list_display = ["user", "course", "status", "created_at", "completed_at"]
    list_filter = ["status"]
    search_fields = ["user__email", "course__title", "reference"]

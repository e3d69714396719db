from django.db import migrations
from django.db.models import F


def fill_published_at(apps, schema_editor):
    """Courses published before the column existed count from their creation."""
    Course = apps.get_model("courses", "Course")
    undated = Course.catalog.filter(is_published=True, published_at=None)
    undated.update(published_at=F("created_at"))


def clear_published_at(apps, schema_editor):
    apps.get_model("courses", "Course").catalog.update(published_at=None)


class Migration(migrations.Migration):
    dependencies = [
        ("courses", "0002_course_published_at"),
    ]

    operations = [
        migrations.RunPython(fill_published_at, clear_published_at),
    ]

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("courses", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="course",
            name="published_at",
            field=models.DateTimeField(blank=True, editable=False, null=True),
        ),
    ]

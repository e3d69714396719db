import { migration, type Fault } from "../fault.js";

/** Faults of models: rows that cannot be made, shown or deleted. */
export const modelFaults: readonly Fault[] = [
  {
    id: "M1",
    layer: "models",
    title: "a hidden NOT NULL column loses its default",
    apply: [
      {
        file: "courses/models.py",
        find: "models.PositiveIntegerField(default=0, editable=False)",
        replace: "models.PositiveIntegerField(editable=False)",
      },
      migration("courses", "0004_alter_course_enrolment_count", "0003_fill_published_at", {
        operations: `        migrations.AlterField(
            model_name="course",
            name="enrolment_count",
            field=models.PositiveIntegerField(editable=False),
        ),`,
      }),
    ],
  },
  {
    id: "M3",
    layer: "models",
    title: "__str__ crashes when an optional key is null",
    apply: [
      {
        file: "courses/models.py",
        find: `        if self.category is None:
            return self.title
        return f"{self.title} ({self.category.name})"`,
        replace: `        return f"{self.title} ({self.category.name})"`,
      },
    ],
  },
  {
    id: "M5",
    layer: "models",
    title: "a CHECK constraint nobody can satisfy",
    apply: [
      {
        file: "courses/models.py",
        find: `condition=models.Q(price__gte=0), name="course_price_not_negative"`,
        replace: `condition=models.Q(price__gt=0, price__lt=0),
                name="course_price_not_negative",`,
      },
      migration("courses", "0004_course_price_not_negative", "0003_fill_published_at", {
        operations: `        migrations.RemoveConstraint(
            model_name="course", name="course_price_not_negative"
        ),
        migrations.AddConstraint(
            model_name="course",
            constraint=models.CheckConstraint(
                condition=models.Q(("price__gt", 0), ("price__lt", 0)),
                name="course_price_not_negative",
            ),
        ),`,
      }),
    ],
  },
  {
    id: "M6",
    layer: "models",
    title: "a unique column with a constant default",
    apply: [
      {
        file: "enrolments/models.py",
        find: "unique=True, default=generate_reference, editable=False",
        replace: `unique=True, default="pending", editable=False`,
      },
      migration("enrolments", "0002_alter_enrollment_reference", "0001_initial", {
        operations: `        migrations.AlterField(
            model_name="enrollment",
            name="reference",
            field=models.CharField(
                default="pending", editable=False, max_length=12, unique=True
            ),
        ),`,
      }),
    ],
  },
  {
    id: "M7",
    layer: "models",
    title: "default longer than max_length (SQLite does not mind)",
    apply: [
      {
        file: "accounts/models.py",
        find: "headline = models.CharField(max_length=120, blank=True)",
        replace: `headline = models.CharField(
        max_length=20, blank=True, default="New on the learning platform"
    )`,
      },
      migration("accounts", "0002_alter_profile_headline", "0001_initial", {
        operations: `        migrations.AlterField(
            model_name="profile",
            name="headline",
            field=models.CharField(
                blank=True, default="New on the learning platform", max_length=20
            ),
        ),`,
      }),
    ],
  },
  {
    id: "M10",
    layer: "models",
    title: "a pre_delete handler crashes",
    apply: [
      {
        file: "courses/signals.py",
        find: `    if instance.attachment:
        instance.attachment.delete(save=False)`,
        replace: "    instance.attachment.storage.delete(instance.attachment.path)",
      },
    ],
  },
];

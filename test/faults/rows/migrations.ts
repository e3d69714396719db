import { migration, type Fault } from "../fault.js";

/** Faults of migrations: history that is incomplete, forked, irreversible or fatal to real rows. */
export const migrationFaults: readonly Fault[] = [
  {
    id: "G1",
    layer: "migrations",
    title: "migration missing for a new column",
    apply: [
      {
        file: "courses/models.py",
        find: "    slug = models.SlugField(max_length=80, unique=True)",
        replace: `    slug = models.SlugField(max_length=80, unique=True)
    position = models.PositiveSmallIntegerField(default=0)`,
      },
    ],
  },
  {
    id: "G2",
    layer: "migrations",
    title: "column dropped with its data",
    apply: [
      {
        file: "accounts/models.py",
        find: "bio = models.TextField(blank=True)",
        replace: "bio = models.CharField(max_length=500, blank=True)",
      },
      migration("accounts", "0002_shorten_profile_bio", "0001_initial", {
        operations: `        migrations.RemoveField(model_name="profile", name="bio"),
        migrations.AddField(
            model_name="profile",
            name="bio",
            field=models.CharField(blank=True, default="", max_length=500),
            preserve_default=False,
        ),`,
      }),
    ],
  },
  {
    id: "G4",
    layer: "migrations",
    title: "RunPython without reverse",
    apply: [
      migration("courses", "0004_lower_case_slugs", "0003_fill_published_at", {
        before: `

def lower_case_slugs(apps, schema_editor):
    for course in apps.get_model("courses", "Course").catalog.all():
        course.slug = course.slug.lower()
        course.save(update_fields=["slug"])
`,
        operations: "        migrations.RunPython(lower_case_slugs),",
      }),
    ],
  },
  {
    id: "G5",
    layer: "migrations",
    title: "two leaf nodes",
    apply: [
      migration("courses", "0004_course_levels", "0003_fill_published_at", { operations: "" }),
      migration("courses", "0004_lesson_lengths", "0003_fill_published_at", { operations: "" }),
    ],
  },
  {
    id: "G6",
    layer: "migrations",
    title: "a data migration crashes on real rows",
    apply: [
      migration("courses", "0004_name_category_in_summary", "0003_fill_published_at", {
        before: `

def name_category(apps, schema_editor):
    for course in apps.get_model("courses", "Course").catalog.all():
        course.summary = f"{course.category.name}: {course.summary}"[:250]
        course.save(update_fields=["summary"])
`,
        operations: `        migrations.RunPython(name_category, migrations.RunPython.noop),`,
      }),
    ],
  },
  {
    id: "G9",
    layer: "migrations",
    title: "a NULL column made NOT NULL while rows hold NULL",
    apply: [
      {
        file: "courses/models.py",
        find: "duration_minutes = models.PositiveSmallIntegerField(null=True, blank=True)",
        replace: "duration_minutes = models.PositiveSmallIntegerField()",
      },
      migration("courses", "0004_alter_lesson_duration_minutes", "0003_fill_published_at", {
        operations: `        migrations.AlterField(
            model_name="lesson",
            name="duration_minutes",
            field=models.PositiveSmallIntegerField(),
        ),`,
      }),
    ],
  },
];

import type { Fault } from "../fault.js";

/** Faults of serializers: data that is lost, leaked or refused on its way in or out. */
export const serializerFaults: readonly Fault[] = [
  {
    id: "S1",
    layer: "serializers",
    title: "Meta.fields names a field that is gone",
    apply: [
      {
        file: "courses/serializers.py",
        find: `fields = ["url", "name", "slug"]`,
        replace: `fields = ["url", "name", "slug", "icon"]`,
      },
    ],
  },
  {
    id: "S2",
    layer: "serializers",
    title: "the same in the model's second serializer",
    apply: [
      {
        file: "courses/serializers.py",
        find: `            "enrolment_count",
            "lessons",`,
        replace: `            "seats",
            "lessons",`,
      },
    ],
  },
  {
    id: "S3",
    layer: "serializers",
    title: "a writable field became read-only",
    apply: [
      {
        file: "courses/serializers.py",
        find: `            "duration_minutes",
            "attachment",
        ]`,
        replace: `            "duration_minutes",
            "attachment",
        ]
        read_only_fields = ["content"]`,
      },
    ],
  },
  {
    id: "S5",
    layer: "serializers",
    title: "a type that loses data (decimal as integer)",
    apply: [
      {
        file: "courses/serializers.py",
        find: "    is_enrolled = serializers.SerializerMethodField()",
        replace: `    is_enrolled = serializers.SerializerMethodField()
    price = serializers.IntegerField(min_value=0, required=False)`,
      },
    ],
  },
  {
    id: "S7",
    layer: "serializers",
    title: "to_representation crashes when an optional key is set",
    apply: [
      {
        file: "notifications/serializers.py",
        find: "instance.course.get_absolute_url() if instance.course else None",
        replace: "instance.course.absolute_url if instance.course else None",
      },
    ],
  },
  {
    id: "S9",
    layer: "serializers",
    title: "write_only dropped: a password hash goes out",
    apply: [
      {
        file: "accounts/serializers.py",
        find: `        write_only=True,
        validators=[validate_password],
        style=`,
        replace: `        validators=[validate_password],
        style=`,
      },
    ],
  },
  {
    id: "S11",
    layer: "serializers",
    title: "create() pops a wrong key",
    apply: [
      {
        file: "accounts/serializers.py",
        find: `validated_data.pop("password")`,
        replace: `validated_data.pop("raw_password")`,
      },
    ],
  },
];

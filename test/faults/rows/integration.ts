import type { Fault } from "../fault.js";

/** Faults of what happens between apps: signals, services and custom actions. */
export const integrationFaults: readonly Fault[] = [
  {
    id: "I1",
    layer: "integration",
    title: "a signal handler raises",
    apply: [
      {
        file: "accounts/signals.py",
        find: "Profile.objects.create(user=instance)",
        replace: "Profile.objects.create(owner=instance)",
      },
    ],
  },
  {
    id: "I3",
    layer: "integration",
    title: "wrong status from a custom action",
    apply: [
      {
        file: "courses/api.py",
        find: "code = status.HTTP_201_CREATED if created else status.HTTP_200_OK",
        replace: "code = status.HTTP_200_OK if created else status.HTTP_201_CREATED",
      },
    ],
  },
  {
    id: "I4",
    layer: "integration",
    title: "a side effect is not saved",
    apply: [
      {
        file: "enrolments/services.py",
        find: `        enrollment.save(update_fields=["status", "completed_at", "updated_at"])
`,
        replace: "",
      },
    ],
  },
  {
    id: "I6",
    layer: "integration",
    title: "the action twice raises IntegrityError",
    apply: [
      {
        file: "enrolments/services.py",
        find: "enrollment, created = Enrollment.objects.get_or_create(user=user, course=course)",
        replace: `enrollment = Enrollment.objects.create(user=user, course=course)
    created = True`,
      },
    ],
  },
  {
    id: "I8",
    layer: "integration",
    title: "ownership check lost",
    apply: [
      {
        file: "common/permissions.py",
        find: `

    def has_object_permission(self, request, view, obj):
        return request.method in SAFE_METHODS or obj.author == request.user
`,
        replace: "\n",
      },
    ],
  },
];

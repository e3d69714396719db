import type { Fault } from "../fault.js";

/** Faults of views, routes and templates. */
export const endpointFaults: readonly Fault[] = [
  {
    id: "E1",
    layer: "endpoints",
    title: "view set without queryset",
    apply: [
      {
        file: "courses/api.py",
        find: `    queryset = Category.objects.all()
`,
        replace: "",
      },
      {
        file: "config/api.py",
        find: `router.register("categories", CategoryViewSet)`,
        replace: `router.register("categories", CategoryViewSet, basename="category")`,
      },
    ],
  },
  {
    id: "E2",
    layer: "endpoints",
    title: "permission class crashes for anonymous",
    apply: [
      {
        file: "common/permissions.py",
        find: "        return request.method in SAFE_METHODS or request.user.is_staff",
        replace: `        if request.user.email.endswith("@blocked.example"):
            return False
        return request.method in SAFE_METHODS or request.user.is_staff`,
      },
    ],
  },
  {
    id: "E4",
    layer: "endpoints",
    title: "500 on a list as soon as a row exists",
    apply: [
      {
        file: "courses/api.py",
        find: `courses.prefetch_related("lessons")`,
        replace: `courses.prefetch_related("chapters")`,
      },
    ],
  },
  {
    id: "E5",
    layer: "endpoints",
    title: "a greedier route comes first: 404",
    apply: [
      {
        file: "courses/urls.py",
        find: `    path("free/", views.FreeCourseListView.as_view(), name="free"),
    path("<slug:slug>/", views.CourseDetailView.as_view(), name="detail"),`,
        replace: `    path("<slug:slug>/", views.CourseDetailView.as_view(), name="detail"),
    path("free/", views.FreeCourseListView.as_view(), name="free"),`,
      },
    ],
  },
  {
    id: "E6",
    layer: "endpoints",
    title: "template of a detail page is missing",
    apply: [{ file: "templates/courses/course_detail.html", remove: true }],
  },
  {
    id: "E9",
    layer: "endpoints",
    title: "search or ordering on a field that is gone",
    apply: [
      {
        file: "courses/api.py",
        find: `search_fields = ["title", "summary"]`,
        replace: `search_fields = ["title", "subtitle"]`,
      },
    ],
  },
  {
    id: "E11",
    layer: "endpoints",
    title: "queryset not limited to its owner: foreign rows readable",
    apply: [
      {
        file: "enrolments/api.py",
        find: "Enrollment.objects.filter(user=self.request.user.pk)",
        replace: "Enrollment.objects.all()",
      },
    ],
  },
];

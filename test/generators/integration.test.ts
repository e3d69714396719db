import { describe, expect, it } from "vitest";
import { integration } from "../../generators/integration.js";
import { dataOf, projectWith, route } from "./requests.js";

function flowsFor(...routes: Parameters<typeof projectWith>[0]) {
  return dataOf(integration, "tests/test_integration.py", projectWith(routes))["flows"];
}

describe("the FLOWS table", () => {
  it("leaves out views that only read", () => {
    expect(flowsFor(route("/about/", "courses.views.about", ["GET"]))).toEqual([]);
  });

  it("orders the steps of a view set as a client would take them", () => {
    const view = "courses.api.CourseViewSet";
    const flows = flowsFor(
      route("/courses/", view, ["GET", "POST"]),
      route("/courses/{pk}/", view, ["DELETE", "GET", "PATCH", "PUT"]),
      route("/courses/{pk}/enroll/", view, ["POST"]),
    );
    expect(flows).toEqual([
      {
        key: view,
        steps: [
          "GET /courses/",
          "POST /courses/",
          "GET /courses/{pk}/",
          "PUT /courses/{pk}/",
          "PATCH /courses/{pk}/",
          "POST /courses/{pk}/enroll/",
          "DELETE /courses/{pk}/",
        ],
      },
    ]);
  });

  it("joins generic views of one collection", () => {
    const flows = flowsFor(
      route("/courses/", "courses.api.CourseList", ["GET", "POST"]),
      route("/courses/{pk}/", "courses.api.CourseDetail", ["DELETE", "GET"]),
    );
    expect(flows).toEqual([
      {
        key: "courses.api.CourseList",
        steps: ["GET /courses/", "POST /courses/", "GET /courses/{pk}/", "DELETE /courses/{pk}/"],
      },
    ]);
  });

  it("joins them where addresses end without a slash, too", () => {
    const flows = flowsFor(
      route("/courses", "courses.api.CourseList", ["GET", "POST"]),
      route("/courses/{pk}", "courses.api.CourseDetail", ["GET"]),
      route("/courses/{pk}/enroll", "courses.api.Enroll", ["POST"]),
    );
    expect(flows).toEqual([
      {
        key: "courses.api.CourseList",
        steps: ["GET /courses", "POST /courses", "GET /courses/{pk}", "POST /courses/{pk}/enroll"],
      },
    ]);
  });

  it("gives a collection below another its own flow, but no action of an object", () => {
    const flows = flowsFor(
      route("/courses/", "courses.api.CourseViewSet", ["GET", "POST"]),
      route("/courses/{pk}/", "courses.api.CourseViewSet", ["GET"]),
      route("/courses/{pk}/enroll/", "courses.api.Enroll", ["POST"]),
      route("/courses/{course_pk}/lessons/", "courses.api.LessonViewSet", ["POST"]),
      route("/courses/{course_pk}/lessons/{pk}/", "courses.api.LessonViewSet", ["DELETE"]),
    );
    expect(flows).toEqual([
      {
        key: "courses.api.CourseViewSet",
        steps: [
          "GET /courses/",
          "POST /courses/",
          "GET /courses/{pk}/",
          "POST /courses/{pk}/enroll/",
        ],
      },
      {
        key: "courses.api.LessonViewSet",
        steps: ["POST /courses/{course_pk}/lessons/", "DELETE /courses/{course_pk}/lessons/{pk}/"],
      },
    ]);
  });
});

it("tells which requests create what is listed below another object", () => {
  const nested = { model: "courses.Lesson" };
  const routes = [
    route("/courses/", "courses.api.CourseViewSet", ["GET", "POST"]),
    { ...route("/courses/{pk}/lessons/", "courses.api.Lessons", ["GET", "POST"]), ...nested },
    { ...route("/courses/{pk}/enroll/", "courses.api.Enroll", ["POST"]), ...nested },
    { ...route("/courses/{pk}/", "courses.api.CourseViewSet", ["GET", "POST"]), ...nested },
  ];
  const data = dataOf(integration, "tests/test_integration.py", projectWith(routes));
  expect(data["nested"]).toEqual(["POST /courses/{pk}/lessons/"]);
});

describe("the integration phase", () => {
  it("does not apply where nothing can be written", () => {
    const project = projectWith([route("/about/", "courses.views.about", ["GET"])]);
    expect(integration.applies(project)).toMatchObject({ kind: "no" });
  });
});

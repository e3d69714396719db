import { describe, expect, it } from "vitest";
import type { Inspection } from "../../src/project/facts.js";
import {
  compare,
  isSound,
  precision,
  recall,
  type Agreement,
} from "../../src/project/probe/compare.js";
import { comparisonText, shareText } from "../../src/project/probe/comparison-text.js";
import { doubt, reading, TRUTH } from "./readings.js";

function on(kind: Agreement["kind"], found: Inspection): Agreement {
  const agreement = compare(found, TRUTH).agreements.find((one) => one.kind === kind);
  if (agreement === undefined) throw new Error(`no agreement on ${kind}`);
  return agreement;
}

const announcer = (agreement: Agreement) => agreement.missed.map((miss) => miss.announcedBy?.file);

const withoutRoutes = (...doubts: Inspection["doubts"]) => reading({ routes: [], doubts });

describe("two readings that agree", () => {
  it("have nothing invented, missed or told differently", () => {
    const comparison = compare(reading(), TRUTH);
    expect(comparison.differences).toEqual([]);
    expect(
      comparison.agreements.flatMap(({ invented, missed }) => [...invented, ...missed]),
    ).toEqual([]);
    expect(isSound(comparison)).toBe(true);
    expect(comparisonText(comparison)).toBe("The source and Django agree on everything.");
  });

  it("need not hold routes of other people's views", () => {
    const found = reading({ routes: TRUTH.routes.filter(({ firstParty }) => firstParty) });
    expect(isSound(compare(found, TRUTH))).toBe(true);
    expect(on("routes", found).expected).toBe(1);
  });

  it("may spell AUTH_USER_MODEL in either case", () => {
    const project = { ...TRUTH.project, authUserModel: "accounts.user" };
    expect(isSound(compare(reading({ project }), TRUTH))).toBe(true);
  });

  it("share everything of nothing", () => {
    const agreement = on("serializers", reading());
    const nothing = { ...agreement, expected: 0, agreed: 0 };
    expect([precision(nothing), recall(nothing)]).toEqual([1, 1]);
  });
});

describe("an invention", () => {
  const [route] = TRUTH.routes;
  const invented = { ...route!, view: "courses.views.CourseList" };

  it("is a route with another view, and the right one is missed", () => {
    const agreement = on("routes", reading({ routes: [invented] }));
    expect(agreement.invented.map(({ key }) => key)).toEqual([
      "/api/courses/ [course-list] courses.views.CourseList",
    ]);
    expect(agreement.missed).toHaveLength(1);
    expect(precision(agreement)).toBe(0);
  });

  it("is no smaller for being doubted", () => {
    const doubts = [doubt("courses/urls.py", "routes may be wrong")];
    const comparison = compare(reading({ routes: [...TRUTH.routes, invented], doubts }), TRUTH);
    expect(isSound(comparison)).toBe(false);
  });
});

describe("a miss", () => {
  it("is a bug when no doubt tells of it", () => {
    const found = withoutRoutes();
    expect(isSound(compare(found, TRUTH))).toBe(false);
    expect(recall(on("routes", found))).toBe(0);
    expect(comparisonText(compare(found, TRUTH))).toContain(
      "only in Django, without a doubt: /api/courses/ [course-list] courses.views.CourseViewSet " +
        "(config/urls.py, courses/urls.py)",
    );
  });

  it("stays a bug when the doubt is about something else", () => {
    expect(
      announcer(on("routes", withoutRoutes(doubt("courses/urls.py", "models missing")))),
    ).toEqual([undefined]);
  });

  it("stays a bug when the doubt lies in an unrelated file", () => {
    expect(announcer(on("routes", withoutRoutes(doubt("shop/urls.py", "routes missing"))))).toEqual(
      [undefined],
    );
  });

  it("stays a bug when the doubt is about other paths", () => {
    const found = withoutRoutes(doubt("courses/urls.py", "routes may be missing below /silk/"));
    expect(announcer(on("routes", found))).toEqual([undefined]);
  });

  it("is a limit when a doubt stands where it is written", () => {
    const found = withoutRoutes(doubt("courses/urls.py", "routes below this line may be missing"));
    expect(announcer(on("routes", found))).toEqual(["courses/urls.py"]);
    expect(isSound(compare(found, TRUTH))).toBe(true);
  });

  it.each([
    "the routes of CourseViewSet may be missing",
    "routes of courses.views.CourseViewSet are missing.",
    "routes below /api/ may be missing",
  ])("is a limit when a doubt elsewhere names it: %s", (effect) => {
    expect(announcer(on("routes", withoutRoutes(doubt("api/router.py", effect))))).toEqual([
      "api/router.py",
    ]);
  });

  it("of a generated model is announced anywhere in its app", () => {
    const models = TRUTH.models.filter(({ line }) => line > 0);
    const doubts = [doubt("courses/history.py", "models may be missing")];
    expect(announcer(on("models", reading({ models, doubts })))).toEqual(["courses/history.py"]);
  });

  it("of an app announces the models and serializers of that app", () => {
    const doubts = [doubt("config/settings.py", "apps may be missing")];
    const found = reading({ apps: TRUTH.apps.slice(1), models: [], serializers: [], doubts });
    expect(announcer(on("apps", found))).toEqual(["config/settings.py"]);
    expect(announcer(on("models", found))).toEqual(["config/settings.py", "config/settings.py"]);
    expect(announcer(on("serializers", found))).toEqual(["config/settings.py"]);
  });
});

describe("details told differently", () => {
  it("are listed, and no miss", () => {
    const routes = TRUTH.routes.map((route) => ({ ...route, methods: ["GET"], model: null }));
    const models = TRUTH.models.map((model) => ({ ...model, line: 13 }));
    const comparison = compare(reading({ routes, models }), TRUTH);
    expect(isSound(comparison)).toBe(true);
    expect(comparison.differences.map(({ kind, detail, found }) => [kind, detail, found])).toEqual([
      ["models", "place", "courses/models.py:13"],
      ["routes", "methods", "GET"],
      ["routes", "methods", "GET"],
    ]);
  });
});

it("never rounds a share up to 1", () => {
  expect([shareText(1), shareText(0.9999), shareText(0)]).toEqual(["1.000", "0.999", "0.000"]);
});

import type { Fault } from "../fault.js";

/** Faults of the health endpoint that soundcheck generates, so they fit the example after its run. */
export const healthFaults: readonly Fault[] = [
  {
    id: "H1",
    layer: "health",
    title: "database down is swallowed: 200",
    apply: [{ file: "config/health.py", find: ", status=503", replace: "" }],
  },
  {
    id: "H2",
    layer: "health",
    title: "health URL missing",
    apply: [
      {
        file: "config/urls.py",
        find: `    path("health/", health_check, name="health-check"),
`,
        replace: "",
      },
    ],
  },
  {
    id: "H5",
    layer: "health",
    title: "shows the exception's text",
    apply: [
      { file: "config/health.py", find: "except Error:", replace: "except Error as error:" },
      { file: "config/health.py", find: `"unavailable"`, replace: "str(error)" },
    ],
  },
  {
    id: "H6",
    layer: "health",
    title: "the wrong exception class is caught: 500",
    apply: [
      {
        file: "config/health.py",
        find: "from django.db import Error,",
        replace: "from django.db import OperationalError,",
      },
      { file: "config/health.py", find: "except Error:", replace: "except OperationalError:" },
    ],
  },
  {
    id: "H8",
    layer: "health",
    title: "TLS redirect sends the probe away",
    apply: [
      {
        file: "config/settings/base.py",
        find: `SECURE_REDIRECT_EXEMPT = [r"^health/"]`,
        replace: "SECURE_REDIRECT_EXEMPT = []",
      },
    ],
  },
];

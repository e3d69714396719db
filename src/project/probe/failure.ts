import type { FailureKind, ProbeFailure, ReportedError } from "./answer.js";

/** Who was asked, as messages name it. */
export interface Asked {
  readonly python: string;
  readonly settings: string;
}

/** Says in one sentence why Django did not answer, and what helps. */
export function explainFailure(error: ReportedError, asked: Asked): ProbeFailure {
  const place = error.file === "" ? null : { file: error.file, line: error.line };
  const { message, hint } = explain(error, asked);
  return { kind: error.kind, name: error.name, message, hint, place };
}

/** A failure of the run itself, before or instead of an answer. */
export function runFailure(
  kind: FailureKind & ("no-interpreter" | "timeout" | "crash"),
  detail: string,
  asked: Asked,
): ProbeFailure {
  return { kind, name: asked.python, ...explainRun(kind, detail, asked), place: null };
}

interface Explanation {
  readonly message: string;
  readonly hint: string;
}

function explain(error: ReportedError, { python, settings }: Asked): Explanation {
  switch (error.kind) {
    case "missing-variable":
      return {
        message: `${settings} needs the environment variable ${error.name}.`,
        hint: `Set it for this run, as in \`${error.name}=... soundcheck inspect --python ${python}\`.`,
      };
    case "missing-package":
      return explainPackage(error, { python, settings });
    case "database":
      return {
        message: `Importing the project asks the database, which refused: ${error.message}`,
        hint: "Start the database that the settings name, or set the variable that names another.",
      };
    case "settings":
      return {
        message: `Django refuses the settings ${settings}: ${error.message}`,
        hint: "Correct them, or choose others with --settings.",
      };
    default:
      return {
        message: `The project does not start with ${settings}: ${error.message}`,
        hint: `See the whole traceback with \`${python} manage.py check --settings ${settings}\`.`,
      };
  }
}

function explainPackage(error: ReportedError, { python, settings }: Asked): Explanation {
  if (`${settings}.`.startsWith(`${error.name}.`)) {
    return {
      message: `${python} does not find the settings module ${settings} from the folder of manage.py.`,
      hint: "Name the module with --settings, as `manage.py check --settings` would take it.",
    };
  }
  if (error.name === "django") {
    return {
      message: `${python} has no Django.`,
      hint: "Name the interpreter of the project's own environment with --python.",
    };
  }
  const [root, ...inside] = (error.name ?? "").split(".");
  if (inside.length > 0 && root === settings.split(".", 1)[0]) {
    return {
      message: `The project imports its own module ${error.name}, which is not in the repository.`,
      hint: "Make it as the project's notes say, or name other settings with --settings.",
    };
  }
  return {
    message: `${python} has no module named ${error.name}, which the project imports.`,
    hint: `Install the project's dependencies with \`${python} -m pip install\`, or check --settings.`,
  };
}

function explainRun(kind: FailureKind, detail: string, { python, settings }: Asked): Explanation {
  switch (kind) {
    case "no-interpreter":
      return {
        message: `${python} cannot be run: ${detail}`,
        hint: "Name an existing interpreter with --python, such as .venv/bin/python.",
      };
    case "timeout":
      return {
        message: `Django did not answer within ${detail} with ${settings}.`,
        hint: `See where it waits with \`${python} -X importtime manage.py check\`.`,
      };
    default:
      return {
        message: `${python} ended without an answer: ${detail}`,
        hint: `See what it says to \`${python} manage.py check --settings ${settings}\`.`,
      };
  }
}

/** The layers of the guide's table, each with faults of its own. */
export type Layer =
  "models" | "serializers" | "endpoints" | "integration" | "migrations" | "health";

/** One edit of a project: text replaced where it stands exactly once, a file made, or a file removed. */
export type Replacement =
  | { readonly file: string; readonly find: string; readonly replace: string }
  | { readonly file: string; readonly create: string }
  | { readonly file: string; readonly remove: true };

/** A fault that the generated suite must catch, and how to put it into the learning platform. */
export interface Fault {
  /** The row of the table of faults, such as `M1`. */
  readonly id: string;
  readonly layer: Layer;
  readonly title: string;
  readonly apply: readonly Replacement[];
}

/** A migration that follows `previous` in `app`, its operations written at the indentation of a list. */
export function migration(
  app: string,
  name: string,
  previous: string,
  body: { readonly before?: string; readonly operations: string },
): Replacement {
  return {
    file: `${app}/migrations/${name}.py`,
    create: `from django.db import migrations, models
${body.before ?? ""}

class Migration(migrations.Migration):
    dependencies = [("${app}", "${previous}")]

    operations = [
${body.operations}
    ]
`,
  };
}

/** Writes a JSON-like value as a Python literal. */
export function pythonLiteral(value: unknown): string {
  switch (typeof value) {
    case "string":
      return JSON.stringify(value);
    case "boolean":
      return value ? "True" : "False";
    case "number":
      return pythonNumber(value);
    case "undefined":
      return "None";
    case "object":
      return value === null ? "None" : pythonContainer(value);
    default:
      throw new TypeError(`a ${typeof value} has no Python literal`);
  }
}

/** Writes a list as a Python tuple, with the comma that a single element needs. */
export function pythonTuple(values: readonly unknown[]): string {
  const inner = values.map(pythonLiteral).join(", ");
  return values.length === 1 ? `(${inner},)` : `(${inner})`;
}

function pythonNumber(value: number): string {
  if (Number.isFinite(value)) return String(value);
  return `float("${Number.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf"}")`;
}

function pythonContainer(value: object): string {
  if (Array.isArray(value)) return `[${value.map(pythonLiteral).join(", ")}]`;
  const pairs = Object.entries(value).map(
    ([key, item]) => `${JSON.stringify(key)}: ${pythonLiteral(item)}`,
  );
  return `{${pairs.join(", ")}}`;
}

import type { Machine } from "./machine.js";
import type { Value } from "./values.js";

/** Ancestors of the built-in exceptions that module code is seen to catch. */
const PARENTS: Readonly<Record<string, string>> = {
  ModuleNotFoundError: "ImportError",
  KeyError: "LookupError",
  IndexError: "LookupError",
  FileNotFoundError: "OSError",
  PermissionError: "OSError",
  NotADirectoryError: "OSError",
  IOError: "OSError",
  EnvironmentError: "OSError",
  UnicodeDecodeError: "ValueError",
  JSONDecodeError: "ValueError",
  ZeroDivisionError: "ArithmeticError",
  NotImplementedError: "RuntimeError",
  UnboundLocalError: "NameError",
};

const ALIASES: Readonly<Record<string, string>> = {
  IOError: "OSError",
  EnvironmentError: "OSError",
};

/** Whether `except caught:` catches an exception of this name. */
export function handles(machine: Machine, caught: Value, exception: string): boolean {
  if (caught.kind === "tuple" || caught.kind === "list") {
    return caught.items.some(
      (one) => one.kind !== "maybe" && one.kind !== "rest" && handles(machine, one, exception),
    );
  }
  const name = nameOf(caught);
  if (name === "Exception" || name === "BaseException") return true;
  const wanted = ALIASES[name] ?? name;
  for (let at: string | undefined = exception; at !== undefined; at = PARENTS[at]) {
    if (at === wanted) return true;
  }
  return false;
}

function nameOf(value: Value): string {
  if (value.kind === "class") return value.name;
  if (value.kind === "method") return nameOf(value.function); // `Order.DoesNotExist`
  return value.kind === "external" ? (value.name.split(".").at(-1) ?? "") : "";
}

import { execFileSync } from "node:child_process";

/** Executes modules in one CPython process; null for those that raise. */
const RUNNER = `
import json, sys
def plain(v):
    if isinstance(v, (set, frozenset)): return {"set": sorted((plain(x) for x in v), key=repr)}
    if isinstance(v, (list, tuple)): return [plain(x) for x in v]
    if isinstance(v, dict): return {str(plain(k)): plain(x) for k, x in v.items()}
    return v
out = []
for source in json.load(sys.stdin):
    try:
        names = {}
        exec(source, names)
        out.append({"x": plain(names["x"])})
    except Exception as error:
        out.append(None)
json.dump(out, sys.stdout)
`;

/** What CPython computes for the name `x` of each module; null for those that raise. */
export function answersOfPython(
  sources: readonly string[],
): readonly ({ readonly x: unknown } | null)[] {
  const answer = execFileSync("python3", ["-c", RUNNER], {
    input: JSON.stringify(sources),
    encoding: "utf8",
  });
  return JSON.parse(answer) as ({ x: unknown } | null)[];
}

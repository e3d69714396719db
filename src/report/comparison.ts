import type { Agreement, Comparison } from "../project/probe/compare.js";
import type { Colours } from "./colours.js";
import { columns } from "./table.js";

/** What the reading of the source and Django's own account disagree on. */
export function comparisonText({ agreements, differences }: Comparison, colours: Colours): string {
  const rows = agreements.map(({ kind, expected, agreed, invented, missed }) => [
    kind,
    `${agreed} of ${expected}`,
    `${invented.length} invented`,
    `${missed.length} missed`,
  ]);
  const details = differences.map(({ kind, key, detail, found, expected }) => {
    return `${colours.yellow("differs")}  ${kind} ${key}: ${detail} read as "${found}", Django says "${expected}"`;
  });
  return [
    columns(rows),
    ...agreements.flatMap((each) => itemLines(each, colours)),
    ...details,
  ].join("\n");
}

function itemLines({ kind, invented, missed }: Agreement, colours: Colours): readonly string[] {
  return [
    ...invented.map(({ key }) => `${colours.red("invented")} ${kind} ${key}`),
    ...missed.map(({ item, announcedBy }) => {
      const doubt = announcedBy
        ? `doubted at ${announcedBy.file}:${announcedBy.line}`
        : colours.red("not announced");
      return `${colours.yellow("missed")}   ${kind} ${item.key} (${doubt})`;
    }),
  ];
}

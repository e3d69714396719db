import { precision, recall, type Agreement, type Comparison, type Miss } from "./compare.js";
import type { Difference } from "./differences.js";

const INDENT = "  ";

/** Tells people what two readings disagree on; one line when they agree. */
export function comparisonText({ agreements, differences }: Comparison): string {
  const lines = [
    ...agreements.flatMap((agreement) => agreementLines(agreement)),
    ...differences.map((difference) => differenceLine(difference)),
  ];
  return lines.length === 0 ? "The source and Django agree on everything." : lines.join("\n");
}

/** Shows a share with three digits, never rounded up to 1. */
export function shareText(share: number): string {
  return (Math.floor(share * 1000) / 1000).toFixed(3);
}

function agreementLines(agreement: Agreement): readonly string[] {
  const { kind, invented, missed } = agreement;
  if (invented.length === 0 && missed.length === 0) return [];
  const shares = `precision ${shareText(precision(agreement))}, recall ${shareText(recall(agreement))}`;
  return [
    `${kind}: ${shares}`,
    ...invented.map(({ key }) => `${INDENT}only in the source: ${key}`),
    ...missed.map((miss) => `${INDENT}${missLine(miss)}`),
  ];
}

function missLine({ item, announcedBy }: Miss): string {
  if (announcedBy === null) {
    const where = item.files.length > 0 ? ` (${item.files.join(", ")})` : "";
    return `only in Django, without a doubt: ${item.key}${where}`;
  }
  return `only in Django, announced at ${announcedBy.file}:${announcedBy.line}: ${item.key}`;
}

function differenceLine({ kind, key, detail, found, expected }: Difference): string {
  return `${kind}: ${key}: ${detail} is ${expected} in Django, ${found} in the source`;
}

/** A token that matters for brackets: a comment, a string, an opening or a closing bracket. */
const TOKEN =
  /#[^\n]*|"""(?:[^\\]|\\[\s\S])*?"""|'''(?:[^\\]|\\[\s\S])*?'''|"(?:[^"\\\n]|\\[\s\S])*"|'(?:[^'\\\n]|\\[\s\S])*'|[([{]|[)\]}]/g;

const CLOSING: Readonly<Record<string, string>> = { "(": ")", "[": "]", "{": "}" };

/** The line of the first bracket that is not closed, or closes nothing; null when all match. */
export function unmatchedBracket(source: string): number | null {
  const open: { readonly closing: string; readonly index: number }[] = [];
  for (const { 0: token, index } of source.matchAll(TOKEN)) {
    const closing = CLOSING[token];
    if (closing !== undefined) {
      open.push({ closing, index });
    } else if (token.length === 1 && ")]}".includes(token)) {
      const last = open.pop();
      if (last?.closing !== token) return lineAt(source, last?.index ?? index);
    }
  }
  const [first] = open;
  return first === undefined ? null : lineAt(source, first.index);
}

function lineAt(source: string, index: number): number {
  return source.slice(0, index).split("\n").length;
}

/** One token of TypeScript source, as far as finding imports needs it. */
export interface Token {
  readonly kind: 'word' | 'string' | 'template' | 'mark';
  /** The word or mark itself; the unquoted text of a string; empty for templates. */
  readonly text: string;
  /** 1-based. */
  readonly line: number;
}

const WORD = /[\p{ID_Start}$_#][\p{ID_Continue}$\u200c\u200d]*|[0-9][0-9A-Za-z_.]*/uy;
// After these a slash divides; after everything else it opens a regular expression.
const ENDS_OPERAND = /^(?:\)|\]|\}|\w.*|\$.*)$/u;
const OPERATOR_WORDS = new Set(['return', 'typeof', 'case', 'in', 'of', 'delete', 'void', 'throw', 'new', 'do', 'else', 'await', 'yield', 'instanceof']);

/**
 * Cuts TypeScript source into words, strings and marks; comments, regular expressions and the text of templates are left out,
 * code inside `${…}` is kept. TypeScript 7 has no JavaScript API, and stripping types would drop the `import type` lines that count here.
 */
export function tokenize(source: string): readonly Token[] {
  const scan: Scan = { source, at: 0, line: 1, tokens: [], templates: [] };
  while (scan.at < source.length) step(scan);
  return scan.tokens;
}

interface Scan {
  readonly source: string;
  at: number;
  line: number;
  readonly tokens: Token[];
  /** Open braces inside each `${` that is being read, innermost last. */
  readonly templates: number[];
}

function step(scan: Scan): void {
  const char = scan.source[scan.at] ?? '';
  const pair = scan.source.slice(scan.at, scan.at + 2);
  if (char === '\n' || char.trim() === '') return advance(scan, scan.at + 1);
  if (pair === '//' || (pair === '#!' && scan.at === 0)) return advance(scan, endOf(scan, '\n', 0));
  if (pair === '/*') return advance(scan, endOf(scan, '*/', 2));
  if (char === "'" || char === '"') return readString(scan, char);
  if (char === '`') return readTemplate(scan);
  if (char === '/' && opensRegex(scan)) return advance(scan, endOfRegex(scan));
  WORD.lastIndex = scan.at;
  const word = WORD.exec(scan.source)?.[0];
  if (word !== undefined) return push(scan, 'word', word, scan.at + word.length);
  return readMark(scan, char);
}

function readMark(scan: Scan, char: string): void {
  const depth = scan.templates.length - 1;
  if (depth >= 0 && char === '{') scan.templates[depth] = (scan.templates[depth] ?? 0) + 1;
  if (depth >= 0 && char === '}') {
    const open = scan.templates[depth] ?? 0;
    if (open === 0) {
      scan.templates.pop();
      return readTemplate(scan);
    }
    scan.templates[depth] = open - 1;
  }
  push(scan, 'mark', char, scan.at + 1);
}

function readString(scan: Scan, quote: string): void {
  let end = scan.at + 1;
  while (end < scan.source.length && scan.source[end] !== quote && scan.source[end] !== '\n') end += scan.source[end] === '\\' ? 2 : 1;
  push(scan, 'string', scan.source.slice(scan.at + 1, end), end + 1);
}

/** From a back-tick, or from the brace that closes `${`, to the next `${` or the end of the template. */
function readTemplate(scan: Scan): void {
  let end = scan.at + 1;
  while (end < scan.source.length && scan.source[end] !== '`') {
    if (scan.source.startsWith('${', end)) {
      push(scan, 'template', '', end + 2);
      scan.templates.push(0);
      return;
    }
    end += scan.source[end] === '\\' ? 2 : 1;
  }
  push(scan, 'template', '', end + 1);
}

function opensRegex(scan: Scan): boolean {
  const before = scan.tokens.at(-1);
  if (before === undefined) return true;
  if (before.kind === 'string' || before.kind === 'template') return false;
  return OPERATOR_WORDS.has(before.text) || !ENDS_OPERAND.test(before.text);
}

function endOfRegex(scan: Scan): number {
  let inClass = false;
  for (let end = scan.at + 1; end < scan.source.length; end += 1) {
    const char = scan.source[end];
    if (char === '\n') return scan.at + 1;
    if (char === '\\') end += 1;
    else if (char === '[') inClass = true;
    else if (char === ']') inClass = false;
    else if (char === '/' && !inClass) return end + 1;
  }
  return scan.source.length;
}

function endOf(scan: Scan, text: string, extra: number): number {
  const found = scan.source.indexOf(text, scan.at + 2);
  return found < 0 ? scan.source.length : found + extra;
}

function push(scan: Scan, kind: Token['kind'], text: string, end: number): void {
  scan.tokens.push({ kind, text, line: scan.line });
  advance(scan, end);
}

function advance(scan: Scan, end: number): void {
  for (let at = scan.at; at < end; at += 1) if (scan.source[at] === '\n') scan.line += 1;
  scan.at = end;
}

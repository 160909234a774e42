import type { Token } from './tokens.ts';

export interface Import {
  /** What is written between the quotes; undefined: computed, so that nobody can tell. */
  readonly specifier: string | undefined;
  readonly line: number;
}

/** Every module that the source names: static, side-effect, re-export, type, `import('…')` in code and in types, and `require('…')`. */
export function importsOf(tokens: readonly Token[]): readonly Import[] {
  const found: Import[] = [];
  tokens.forEach((token, index) => {
    if (token.kind !== 'word' || tokens[index - 1]?.text === '.') return;
    const next = tokens[index + 1];
    if (next === undefined) return;
    if (token.text === 'from' || token.text === 'import') {
      if (next.kind === 'string') found.push({ specifier: next.text, line: next.line });
    }
    if ((token.text === 'import' || token.text === 'require') && next.text === '(' && next.kind === 'mark') {
      const argument = tokens[index + 2];
      found.push({ specifier: argument?.kind === 'string' ? argument.text : undefined, line: next.line });
    }
  });
  return found;
}

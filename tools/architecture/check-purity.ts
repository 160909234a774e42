import { EMPTY_NAMES } from './direction.ts';
import type { Token } from './tokens.ts';
import type { Violation } from './violation.ts';
import type { Workspace } from './workspace.ts';

/** In core no clock and no randomness: the linter knows `Date.now`, but not `new Date` without an argument. */
export function checkPurity(workspace: Workspace): Violation[] {
  const core = workspace.packages.find((pkg) => pkg.name === 'core');
  return (core?.source ?? []).flatMap((module) => module.tokens.flatMap((token, index): Violation[] => {
    const what = impurity(module.tokens, index);
    return what === undefined ? [] : [{ rule: 'impure', where: `${module.path}:${token.line}`, message: `${what} in core: clock and randomness are ports` }];
  }));
}

function impurity(tokens: readonly Token[], index: number): string | undefined {
  const before = tokens[index - 1]?.text;
  const [word, ...after] = tokens.slice(index, index + 4).map((token) => token.text);
  if (tokens[index]?.kind !== 'word' || before === '.') return undefined;
  const rest = after.join('');
  if (word === 'Math') return rest.startsWith('.random') ? 'Math.random' : undefined;
  if (word !== 'Date') return undefined;
  if (rest.startsWith('.now')) return 'Date.now';
  if (rest.startsWith('()')) return 'a date of now';
  return before === 'new' && !rest.startsWith('(') ? 'a date of now' : undefined;
}

/** File names say what is in them. */
export function checkNames(workspace: Workspace): Violation[] {
  const modules = [...workspace.packages.flatMap((pkg) => [...pkg.source, ...pkg.tests]), ...workspace.around];
  return modules
    .filter((module) => EMPTY_NAMES.test(module.path.split('/').at(-1) ?? ''))
    .map((module) => ({ rule: 'name', where: module.path, message: 'name the file by its content' }));
}

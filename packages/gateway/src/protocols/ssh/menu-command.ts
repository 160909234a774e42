/** What the menu does itself. */
export type MenuAction =
  | { readonly kind: 'find'; readonly text: string }
  | { readonly kind: 'list' | 'next' | 'previous' | 'help' | 'nothing' };

export type MenuCommand = MenuAction | { readonly kind: 'open'; readonly number: number } | { readonly kind: 'exit' };

const WORDS: Readonly<Record<string, MenuCommand>> = {
  '': { kind: 'nothing' },
  list: { kind: 'list' }, ls: { kind: 'list' },
  n: { kind: 'next' }, next: { kind: 'next' },
  p: { kind: 'previous' }, previous: { kind: 'previous' },
  help: { kind: 'help' }, '?': { kind: 'help' },
  exit: { kind: 'exit' }, quit: { kind: 'exit' }, q: { kind: 'exit' }, logout: { kind: 'exit' },
};

/** A typed line; what is no command is a text to filter by. */
export function parseMenuCommand(line: string): MenuCommand {
  const text = line.trim();
  const word = Object.hasOwn(WORDS, text.toLowerCase()) ? WORDS[text.toLowerCase()] : undefined;
  if (word !== undefined) return word;
  const open = /^(?:open\s+)?([0-9]{1,6})$/i.exec(text);
  if (open !== null) return { kind: 'open', number: Number(open[1]) };
  return { kind: 'find', text: text.replace(/^find\s+/i, '') };
}

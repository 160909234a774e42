import { parseId } from '@sallyport/core';
import { everyPage } from '../client/every-page.ts';
import type { PagedAction } from '../client/every-page.ts';
import type { Operate } from '../client/operate.ts';
import { textOf } from '../client/rows.ts';
import { Refusal } from './refusal.ts';
import { terminalText } from './terminal-text.ts';

/** How a kind of object is listed, so that people may name it instead of knowing its id. */
export interface Nameable {
  readonly what: string;
  readonly action: PagedAction;
  readonly member: string;
  readonly id: string;
  readonly name: string;
  /** Parameter that filters the list by name, where the operation has one. */
  readonly filter?: string;
}

/** The id of the object called `nameOrId`. A name wins over an id, so that an object called `7` can be reached. */
export async function idOf(operate: Operate, kind: Nameable, nameOrId: string): Promise<string> {
  const rows = await everyPage(operate, kind.action, kind.filter === undefined ? {} : { [kind.filter]: nameOrId }, kind.member);
  const found = rows.filter((row) => textOf(row, kind.name).toLowerCase() === nameOrId.toLowerCase());
  const [only] = found;
  if (only !== undefined && found.length === 1) return textOf(only, kind.id);
  if (found.length > 1) throw new Refusal('USAGE', `${found.length} ${kind.what}s are called ${terminalText(nameOrId)}: name the id.`);
  if (parseId(nameOrId) !== undefined) return nameOrId;
  throw new Refusal('NOT_FOUND', `There is no ${kind.what} called ${terminalText(nameOrId)}.`);
}

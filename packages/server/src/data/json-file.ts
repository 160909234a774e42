import { readFile } from 'node:fs/promises';
import type { Static, TSchema } from 'typebox';
import { Value } from 'typebox/value';
import { Refusal } from '../cli/refusal.ts';
import { systemCode } from './system-error.ts';

const MAX_BYTES = 1024 * 1024;

/** A JSON file of the directory, checked; undefined when there is none, a refusal that names it when it is damaged. */
export async function readJsonFile<S extends TSchema>(path: string, schema: S, what: string): Promise<Static<S> | undefined> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (systemCode(error) === 'ENOENT' || systemCode(error) === 'ENOTDIR') return undefined;
    throw new Refusal('DIRECTORY_DAMAGED', `${what} (${path}) cannot be read: ${systemCode(error) ?? 'unknown error'}.`, { cause: error });
  }
  const value = text.length > MAX_BYTES ? undefined : parsed(text);
  if (!Value.Check(schema, value)) {
    throw new Refusal('DIRECTORY_DAMAGED', `${what} (${path}) is damaged. Restore it from a backup; nothing has been changed.`);
  }
  return value;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Damage of any kind is one case to the caller, who names the file.
    return undefined;
  }
}

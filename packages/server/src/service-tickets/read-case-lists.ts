import type { CaseLists } from '@sallyport/control';
import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { Static, TSchema } from 'typebox';
import { Value } from 'typebox/value';
import { describe } from '../config/problems.ts';
import { systemCode } from '../data/system-error.ts';
import { CASE_LIST_FILES } from './case-list-files.ts';
import { referenceProblems } from './case-list-references.ts';
import { CaseListSchemas } from './case-list-schema.ts';

export type ReadCaseLists = { readonly ok: true; readonly lists: CaseLists } | { readonly ok: false; readonly problems: readonly string[] };

const MAX_BYTES = 1024 * 1024;
const MAX_PROBLEMS_SHOWN = 50;

/** The lists of a directory, checked, or everything that is wrong with them: file, place and what. */
export async function readCaseLists(directory: string): Promise<ReadCaseLists> {
  const problems: string[] = [];
  const categories = await readOne(directory, CASE_LIST_FILES.categories, CaseListSchemas.categories, problems);
  const problemTypes = await readOne(directory, CASE_LIST_FILES.problemTypes, CaseListSchemas.problemTypes, problems);
  const severities = await readOne(directory, CASE_LIST_FILES.severities, CaseListSchemas.severities, problems);
  const regions = await readOne(directory, CASE_LIST_FILES.regions, CaseListSchemas.regions, problems);
  if (categories === undefined || problemTypes === undefined || severities === undefined || regions === undefined) return refused(problems);
  const lists = { categories, problemTypes, severities, regions };
  const dangling = referenceProblems(lists);
  return dangling.length > 0 ? refused(dangling) : { ok: true, lists };
}

function refused(problems: readonly string[]): ReadCaseLists {
  const left = problems.length - MAX_PROBLEMS_SHOWN;
  return { ok: false, problems: left > 0 ? [...problems.slice(0, MAX_PROBLEMS_SHOWN), `and ${left} more`] : problems };
}

async function readOne<S extends TSchema>(directory: string, file: string, schema: S, problems: string[]): Promise<Static<S> | undefined> {
  const text = await readText(join(directory, file));
  if (!text.ok) {
    problems.push(`${file}: ${text.problem}`);
    return undefined;
  }
  const value = parsed(text.text);
  if (!value.ok) {
    problems.push(`${file}: is not JSON: ${value.problem}`);
    return undefined;
  }
  if (Value.Check(schema, value.value)) return value.value;
  problems.push(...describe(schema, value.value, { origins: new Map(), file, part: 'member' }));
  return undefined;
}

type Text = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly problem: string };

async function readText(path: string): Promise<Text> {
  let file: FileHandle | undefined;
  try {
    file = await open(path, 'r');
    const { size } = await file.stat();
    if (size > MAX_BYTES) return { ok: false, problem: 'is larger than 1 MiB' };
    const bytes = await file.readFile();
    return { ok: true, text: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch (error) {
    // Chinese names saved in another encoding than UTF-8 are the likeliest mistake of all.
    if (error instanceof TypeError) return { ok: false, problem: 'is not UTF-8' };
    return { ok: false, problem: `cannot be read (${systemCode(error) ?? 'unknown error'})` };
  } finally {
    await file?.close();
  }
}

function parsed(text: string): { readonly ok: true; readonly value: unknown } | { readonly ok: false; readonly problem: string } {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    return { ok: false, problem: error instanceof Error ? error.message : '' };
  }
}

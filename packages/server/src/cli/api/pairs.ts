import type { Operation, Param } from '@sallyport/contract';
import { readFile } from 'node:fs/promises';
import { systemCode } from '../../data/system-error.ts';
import { nearest } from '../nearest.ts';
import { Refusal } from '../refusal.ts';
import type { ApiArguments } from './arguments.ts';

const MAX_FILE_BYTES = 1024 * 1024;

/**
 * The pairs that travel, checked against the declaration: unknown and missing names are usage errors before anything is sent.
 * Values go as they were typed; only files are read, and encoded where the declaration says base64.
 */
export async function pairsFor(operation: Operation, given: ApiArguments, instanceId: string | undefined): Promise<ReadonlyMap<string, string>> {
  const pairs = new Map(given.parameters);
  for (const [name, file] of given.files) {
    if (pairs.has(name)) throw new Refusal('USAGE', `${name} is given twice, by --${name} and by --param-file.`);
    pairs.set(name, await encodedFile(file, operation.params[name]));
  }
  const names = Object.keys(operation.params);
  for (const name of pairs.keys()) {
    if (!names.includes(name.split('.')[0] ?? '')) throw unknownParameter(operation, name, names);
  }
  if (instanceId !== undefined && names.includes('InstanceId') && !pairs.has('InstanceId')) pairs.set('InstanceId', instanceId);
  const missing = names.filter((name) => operation.params[name]?.required === true && ![...pairs.keys()].some((key) => key === name || key.startsWith(`${name}.`)));
  if (missing.length > 0) throw new Refusal('USAGE', `${operation.action} needs ${missing.map((name) => `--${name}`).join(', ')}. See: sallyport api ${operation.action} --help`);
  return pairs;
}

function unknownParameter(operation: Operation, name: string, names: readonly string[]): Refusal {
  const near = nearest(name, names);
  const hint = near.length > 0 ? `Did you mean ${near.map((one) => `--${one}`).join(' or ')}?` : `See: sallyport api ${operation.action} --help`;
  return new Refusal('USAGE', `${operation.action} has no parameter ${name}. ${hint}`);
}

async function encodedFile(path: string, parameter: Param | undefined): Promise<string> {
  let content: Buffer;
  try {
    content = await readFile(path);
  } catch (error) {
    throw new Refusal('USAGE', `The parameter file ${path} cannot be read: ${systemCode(error) ?? 'unknown error'}.`, { cause: error });
  }
  if (content.length > MAX_FILE_BYTES) throw new Refusal('USAGE', `The parameter file ${path} is larger than 1 MiB.`);
  if (parameter?.encoding === 'base64') return content.toString('base64');
  // Editors and `echo` end a file with a line break that belongs to no password.
  return content.toString('utf8').replace(/\r?\n$/u, '');
}

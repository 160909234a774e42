import { readdir } from 'node:fs/promises';
import { Type } from 'typebox';
import type { Static } from 'typebox';
import { Refusal } from '../cli/refusal.ts';
import { readJsonFile } from './json-file.ts';
import type { DataLayout } from './layout.ts';
import { systemCode } from './system-error.ts';

/** Raised when the layout of the directory changes in a way that older versions would misread. */
const INSTALLATION_FORMAT = 1;

const Anything = Type.Object({ product: Type.Literal('sallyport'), format: Type.Integer({ minimum: 1 }) });

export const InstallationSchema = Type.Object({
  product: Type.Literal('sallyport'),
  format: Type.Literal(INSTALLATION_FORMAT),
  instanceId: Type.String({ minLength: 1, maxLength: 128 }),
  regionId: Type.String({ minLength: 1, maxLength: 64 }),
  accountId: Type.String({ minLength: 1, maxLength: 64 }),
  nodeId: Type.String({ minLength: 1, maxLength: 64 }),
  /** Relative to the directory, or absolute when it was given by `--master-key`. */
  masterKeyFile: Type.String({ minLength: 1, maxLength: 4096 }),
  /** Null: SQLite beside this file. Holds a password, hence the file's mode. */
  databaseUrl: Type.Union([Type.Null(), Type.String({ minLength: 1, maxLength: 4096 })]),
  createdAt: Type.Integer(),
}, { additionalProperties: false });

/** What a directory says about itself. */
export type Installation = Static<typeof InstallationSchema>;

/** Reads the directory's description, or refuses with what is wrong with the directory and what to do. */
export async function readInstallation(layout: DataLayout): Promise<Installation> {
  const stated = await readJsonFile(layout.installation, Anything, 'The description of the data directory');
  if (stated === undefined) throw await notAnInstallation(layout);
  if (stated.format > INSTALLATION_FORMAT) {
    throw new Refusal('DIRECTORY_TOO_NEW', `${layout.root} was written by a newer version (format ${stated.format}, this one knows ${INSTALLATION_FORMAT}). Run that version, or restore a backup made before the upgrade.`);
  }
  const installation = await readJsonFile(layout.installation, InstallationSchema, 'The description of the data directory');
  if (installation === undefined) throw await notAnInstallation(layout);
  return installation;
}

async function notAnInstallation(layout: DataLayout): Promise<Refusal> {
  const names = await entriesOf(layout.root);
  if (names === undefined) return new Refusal('NOT_FOUND', `${layout.root} does not exist. Create it with: sallyport init --data ${layout.root}`);
  if (names.length === 0) return new Refusal('NOT_FOUND', `${layout.root} is empty. Fill it with: sallyport init --data ${layout.root}`);
  if (names.includes('sallyport.db')) return new Refusal('DIRECTORY_DAMAGED', `${layout.root} has a database but no installation.json: it is damaged. Restore installation.json from a backup.`);
  if (names.every((name) => name.startsWith('.init-'))) {
    return new Refusal('DIRECTORY_DAMAGED', `${layout.root} holds an init that was interrupted. Repeat it with: sallyport init --data ${layout.root}`);
  }
  return new Refusal('DIRECTORY_FOREIGN', `${layout.root} is not a Sallyport data directory (no installation.json). Name the right one with --data.`);
}

/** Names in a directory, undefined when there is none. */
export async function entriesOf(path: string): Promise<readonly string[] | undefined> {
  try {
    return await readdir(path);
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined;
    throw new Refusal('DIRECTORY_FOREIGN', `${path} cannot be listed: ${systemCode(error) ?? 'unknown error'}.`, { cause: error });
  }
}

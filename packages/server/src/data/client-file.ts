import { Type } from 'typebox';
import type { Static } from 'typebox';
import { readJsonFile } from './json-file.ts';
import type { DataLayout } from './layout.ts';
import { replacePrivateFile } from './private-file.ts';

/** What `--data` gives to the command line: never the database itself. */
export const ClientFileSchema = Type.Object({
  instanceId: Type.String(),
  regionId: Type.String(),
  accessKeyId: Type.String(),
  accessKeySecret: Type.String(),
  /** Of the last `serve`; absent before the first one. */
  endpoint: Type.Optional(Type.String()),
  /** PEM of the certificate that this endpoint shows: it and no other is trusted. */
  certificate: Type.Optional(Type.String()),
}, { additionalProperties: false });

export type ClientFile = Static<typeof ClientFileSchema>;

export async function readClientFile(layout: DataLayout): Promise<ClientFile | undefined> {
  return readJsonFile(layout.client, ClientFileSchema, 'The command line\'s key file');
}

export async function writeClientFile(layout: DataLayout, client: ClientFile): Promise<void> {
  await replacePrivateFile(layout.client, `${JSON.stringify(client, undefined, 2)}\n`);
}

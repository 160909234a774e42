import { readClientFile, writeClientFile } from '../data/client-file.ts';
import type { DataLayout } from '../data/layout.ts';

/** Tells commands with `--data` where the API is and which certificate it shows. A node made by `join` has no such file. */
export async function rememberEndpoint(layout: DataLayout, endpoint: string, certificate: string | undefined): Promise<void> {
  const client = await readClientFile(layout);
  if (client === undefined) return;
  const { endpoint: _endpoint, certificate: _certificate, ...key } = client;
  // A chain file begins with the server's own certificate.
  const leaf = certificate?.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----\n?/u)?.[0];
  await writeClientFile(layout, { ...key, endpoint, ...(leaf === undefined ? {} : { certificate: leaf }) });
}

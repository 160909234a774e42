import { userInfo } from 'node:os';
import type { AuditEvent, Session } from '@sallyport/core';
import { configSources } from '../config/sources.ts';
import { loadConfig } from '../config/load.ts';
import { reopenInstallationStore } from '../compose/open-store.ts';
import type { InstallationStore } from '../compose/open-store.ts';
import { openRecordings } from '../compose/recordings.ts';
import type { Recordings } from '../compose/recordings.ts';
import { readInstallation } from '../data/installation.ts';
import type { Installation } from '../data/installation.ts';
import { layoutOf, withinData } from '../data/layout.ts';
import { readMasterKey } from '../data/master-key.ts';

export interface Offline {
  readonly installation: Installation;
  readonly store: InstallationStore;
  readonly recordings: Recordings;
  /** Writes down that somebody looked (ruling H8); resolves when it is durable. */
  readonly note: (kind: string, session: Pick<Session, 'id'> | undefined, details: AuditEvent['details']) => Promise<void>;
}

/** Works on a data directory itself. With SQLite it must not be served meanwhile: the store's lock sees to that. */
export async function withOffline<T>(data: string, environment: Readonly<Record<string, string | undefined>>, work: (offline: Offline) => Promise<T>): Promise<T> {
  const layout = layoutOf(data);
  const installation = await readInstallation(layout);
  const config = await loadConfig(configSources({ data }, environment));
  const store = await reopenInstallationStore(layout, installation, await readMasterKey(withinData(layout, installation.masterKeyFile)));
  try {
    const note: Offline['note'] = (kind, session, details) => store.audit.append([{
      instanceId: installation.instanceId, at: Date.now(), kind, actor: { kind: 'node', id: installation.nodeId, name: `offline: ${userInfo().username}` },
      sourceAddress: '', requestId: '', sessionId: session?.id ?? '', outcome: 'OK', details,
    }]);
    return await work({ installation, store, recordings: await openRecordings(store.vault, layout, config), note });
  } finally {
    await store.close();
  }
}

import { catalogue } from '@sallyport/contract';
import { sshKey, startSshd, tempDir } from '@sallyport/testkit';
import type { PostgresCluster, SshKey, Sshd, TempDir } from '@sallyport/testkit';
import { CloudClient } from '../../e2e/support/cloud-client.ts';
import { init, sallyport, serve } from '../../e2e/support/installation.ts';
import type { Initialised, Server } from '../../e2e/support/installation.ts';
import { addCast } from '../../e2e/support/stage.ts';
import type { Cast } from '../../e2e/support/stage.ts';

/** Limits raised, so that what is measured is the work and not a rate limit. */
const RAISED: Readonly<Record<string, string>> = {
  SALLYPORT_LOG_LEVEL: 'warn',
  SALLYPORT_ACCESS_SEPARATION_OF_DUTIES: 'off',
  SALLYPORT_API_RATE_PER_SECOND: '1000000',
  SALLYPORT_API_RATE_PER_ADDRESS: '1000000',
  SALLYPORT_API_RATES: JSON.stringify(Object.fromEntries(Object.keys(catalogue).map((action) => [action, 1_000_000]))),
  SALLYPORT_TICKETS_MAX_PENDING_PER_USER: '1000',
  SALLYPORT_DOOR_MAX_UNAUTHENTICATED_PER_ADDRESS: '1000',
};

/** A target whose shell reads nobody's start-up files: on some machines they take longer than the log-on. */
export const PLAIN_SHELL = ['SetEnv HOME=/nonexistent'];

export interface Node {
  readonly server: Server;
  readonly api: CloudClient;
}

/** A serving installation with a real target. */
export interface Bastion extends Node, AsyncDisposable {
  readonly dir: TempDir;
  readonly initialised: Initialised;
  /** PostgreSQL's; undefined on SQLite. */
  readonly databaseUrl: string | undefined;
  readonly target: Sshd;
  /** Of all engineers. */
  readonly engineerKey: SshKey;
  /** One more engineer with a host and an account of their own. */
  add(name: string): Promise<Cast>;
  /** Another node of the same installation; PostgreSQL only. */
  join(): Promise<Node>;
  /** Serves again, after the server was killed. */
  serveAgain(): Promise<Node>;
}

/** On SQLite, or on a database of its own in `cluster`. */
export async function bastion(cluster?: PostgresCluster): Promise<Bastion> {
  await using undo = new AsyncDisposableStack();
  const dir = undo.use(await tempDir('bench'));
  const [engineerKey, targetKey] = [await sshKey(dir, 'engineer'), await sshKey(dir, 'target')];
  const databaseUrl = await cluster?.createDatabase();
  const initialised = await init(dir.file('data'), databaseUrl === undefined ? [] : ['--database-url', databaseUrl]);
  const target = undo.use(await startSshd({ authorizedKeys: [targetKey.publicLine], config: PLAIN_SHELL }));
  const env = { ...RAISED, SALLYPORT_RECORDINGS_DIRECTORY: dir.file('recordings') };
  const node = async (data: string): Promise<Node> => {
    const server = await serve(data, { env });
    kept.defer(async () => { await server.stop(); });
    return { server, api: new CloudClient({ endpoint: server.api, ca: server.certificate(), ...initialised }) };
  };
  const kept = undo.move();
  try {
    const first = await node(dir.file('data'));
    return {
      ...first, dir, initialised, databaseUrl, target, engineerKey,
      add: (name) => addCast(first.api, target, { engineer: engineerKey, target: targetKey }, name),
      join: async () => {
        if (databaseUrl === undefined) throw new Error('only PostgreSQL carries several nodes');
        const { status, stderr } = await sallyport(['join', '--data', dir.file('data-2'), '--database-url', databaseUrl, '--master-key', dir.file('data/master.key')]);
        if (status !== 0) throw new Error(`join ended with ${status}: ${stderr}`);
        return node(dir.file('data-2'));
      },
      serveAgain: () => node(dir.file('data')),
      [Symbol.asyncDispose]: () => kept.disposeAsync(),
    };
  } catch (error) {
    await kept.disposeAsync();
    throw error;
  }
}

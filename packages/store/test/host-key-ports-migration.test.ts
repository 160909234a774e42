import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { STORE_ENGINES, stopSharedPostgres, tempDir } from '@sallyport/testkit';
import { MIGRATIONS } from '../src/migrations/all.ts';
import { migrate } from '../src/migrations/migrate.ts';
import { emptyEngine } from './empty-engine.ts';

afterAll(stopSharedPostgres);

test.each(STORE_ENGINES)('pins of an older store are those of the host\'s own port on %s, still go with their host, and other ports get pins beside them', async (name) => {
  await using dir = await tempDir('migration');
  const engine = await emptyEngine(name, dir.file('store.db'));
  try {
    await migrate(engine, MIGRATIONS.slice(0, 7));
    await engine.transaction(async (db) => {
      await sql`insert into instances values ('i', 'r', '100', '', 'UTC', 0)`.execute(db);
      for (const id of [1, 2]) {
        await sql`insert into hosts values (${id}, 'i', '', 'Local', ${`h${id}`}, ${`h${id}`}, 'Linux', 'Private', '10.0.0.1', '', '', '', 'Normal', '', '', '', 'default', 2222, 3389, 0)`.execute(db);
        await sql`insert into host_accounts (id, instance_id, project_id, host_id, name, protocol, privilege_type, rotation_mode, host_share_key_id, private_key_fingerprint, created_at)
          values (${id}, 'i', '', ${id}, 'root', 'SSH', '', '', '', '', 0)`.execute(db);
      }
      for (const [host, algorithm] of [[1, 'ecdsa'], [1, 'ed25519'], [2, 'ecdsa']]) {
        await sql`insert into host_key_pins values ('i', ${host}, ${algorithm}, 'AAAA', 'SHA256:x', 'aa:bb', 5, 'first log-on')`.execute(db);
      }
    });
    await migrate(engine);
    const pins = (): Promise<unknown> => engine.reads.selectFrom('hostKeyPins').selectAll().orderBy('hostId').orderBy('algorithm').orderBy('port').execute();
    const old = { instanceId: 'i', hostId: 1, algorithm: 'ecdsa', blob: 'AAAA', fingerprintSha256: 'SHA256:x', fingerprintMd5: 'aa:bb', pinnedAt: 5, pinnedBy: 'first log-on', port: 0 };
    expect(await pins()).toEqual([old, { ...old, algorithm: 'ed25519' }, { ...old, hostId: 2 }]);
    await engine.transaction(async (db) => { await db.insertInto('hostKeyPins').values({ ...old, port: 2200 }).execute(); });
    await expect(engine.transaction(async (db) => { await db.insertInto('hostKeyPins').values({ ...old, blob: 'BBBB' }).execute(); })).rejects.toThrow(/unique/i);
    await expect(engine.transaction(async (db) => { await db.insertInto('hostKeyPins').values({ ...old, hostId: 3 }).execute(); })).rejects.toThrow(/foreign key/i);
    await expect(engine.transaction(async (db) => { await db.insertInto('hostKeyPins').values({ ...old, port: 65_536 }).execute(); })).rejects.toThrow(/check/i);
    await engine.transaction(async (db) => { await db.deleteFrom('hosts').where('id', '=', 1).execute(); });
    expect(await pins()).toEqual([{ ...old, hostId: 2 }]);
    expect(await engine.reads.selectFrom('hostAccounts').select('id').execute()).toEqual([{ id: 2 }]);
  } finally {
    await engine.close();
  }
});

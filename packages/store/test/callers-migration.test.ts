import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { STORE_ENGINES, stopSharedPostgres, tempDir } from '@sallyport/testkit';
import { MIGRATIONS } from '../src/migrations/all.ts';
import { migrate } from '../src/migrations/migrate.ts';
import { emptyEngine } from './empty-engine.ts';

afterAll(stopSharedPostgres);

test.each(STORE_ENGINES)('principals of an older store get the domain of their instance’s account on %s, and names stay single', async (name) => {
  await using dir = await tempDir('migration');
  const engine = await emptyEngine(name, dir.file('store.db'));
  try {
    await migrate(engine, MIGRATIONS.slice(0, 5));
    await engine.transaction(async (db) => {
      for (const [instance, account] of [['i-1', 'Exämple'], ['i-2', 'EXÄMPLE'], ['i-3', '300']]) {
        await sql`insert into instances values (${instance}, 'r', ${account}, '', 'UTC', 0)`.execute(db);
      }
      for (const [id, instance, principal] of [[5, 'i-2', 'admin'], [4, 'i-1', 'Admin'], [6, 'i-3', 'admin'], [7, 'i-2', 'other']] as const) {
        await sql`insert into principals values (${id}, ${instance}, ${principal}, ${principal.toLowerCase()}, '', 0)`.execute(db);
      }
      await sql`insert into access_keys values ('AK', 'i-1', 4, 1, 0, ${Buffer.from('x')})`.execute(db);
    });
    await migrate(engine);
    const principals = await engine.reads.selectFrom('principals').select(['id', 'domain', 'domainKey', 'passwordHash', 'sealedTotp', 'totpStep']).orderBy('id').execute();
    const nothing = { passwordHash: null, sealedTotp: null, totpStep: null };
    expect(principals).toEqual([
      { id: 4, domain: 'Exämple', domainKey: 'exämple', ...nothing }, { id: 5, domain: 'i-2', domainKey: 'i-2', ...nothing },
      { id: 6, domain: '300', domainKey: '300', ...nothing }, { id: 7, domain: 'EXÄMPLE', domainKey: 'exämple', ...nothing },
    ]);
    expect(await engine.reads.selectFrom('accessKeys').select(['accessKeyId', 'expiresAt', 'securityTokenHash']).execute())
      .toEqual([{ accessKeyId: 'AK', expiresAt: null, securityTokenHash: null }]);
  } finally {
    await engine.close();
  }
});

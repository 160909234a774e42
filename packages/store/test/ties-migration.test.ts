import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { STORE_ENGINES, stopSharedPostgres, tempDir } from '@sallyport/testkit';
import { MIGRATIONS } from '../src/migrations/all.ts';
import { migrate } from '../src/migrations/migrate.ts';
import { emptyEngine } from './empty-engine.ts';

afterAll(stopSharedPostgres);

test.each(STORE_ENGINES)('of two users of one principal in an older store the older keeps the tie, the other is locked on %s', async (name) => {
  await using dir = await tempDir('migration');
  const engine = await emptyEngine(name, dir.file('store.db'));
  try {
    await migrate(engine, MIGRATIONS.slice(0, 4));
    await engine.transaction(async (db) => {
      await sql`insert into instances values ('i', 'r', '100', '', 'UTC', 0)`.execute(db);
      for (const [id, userName] of [[1, 'older'], [2, 'newer'], [3, 'other']] as const) {
        await sql`insert into users (id, instance_id, source, user_name, name_key, display_name, comment, email, mobile, mobile_country_code, language, language_status,
          need_reset_password, source_user_id, two_factor_status, two_factor_methods, locked, created_at)
          values (${id}, 'i', 'Ram', ${userName}, ${userName}, '', '', '', '', '', '', '', 0, ${id === 3 ? '8' : '7'}, '', '[]', 0, 0)`.execute(db);
      }
    });
    await migrate(engine);
    expect(await engine.reads.selectFrom('users').select(['userName', 'sourceUserId', 'locked']).orderBy('id').execute()).toEqual([
      { userName: 'older', sourceUserId: '7', locked: 0 }, { userName: 'newer', sourceUserId: '', locked: 1 }, { userName: 'other', sourceUserId: '8', locked: 0 },
    ]);
  } finally {
    await engine.close();
  }
});

import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { openStore } from '@sallyport/store';
import { sharedPostgres } from '@sallyport/testkit';
import { onBothEngines } from './engines.ts';
import { ANY_NUMBER, ANY_TEXT } from './matchers.ts';
import { granted, instance, question } from './samples.ts';

onBothEngines('opening', (subject) => {
  test('again finds everything', async () => {
    await using rig = await subject.another();
    const first = await rig.open();
    const of = await granted(first);
    const sealed = await first.vault.seal({ instanceId: of.scope.instanceId, table: 't', row: '1', field: 'f' }, Buffer.from('secret'));
    const before = await first.access.facts(question(of));
    await rig.close(first);
    const second = await rig.open();
    expect(await second.access.facts(question(of))).toEqual({ ...before, now: ANY_NUMBER });
    expect(Buffer.from(await second.vault.open({ instanceId: of.scope.instanceId, table: 't', row: '1', field: 'f' }, sealed)).toString()).toBe('secret');
  });

  test('with another master key is refused, and changes nothing', async () => {
    await using rig = await subject.another();
    const first = await rig.open();
    await first.instances.create(instance());
    await rig.close(first);
    await expect(rig.open({ masterKey: randomBytes(32) })).rejects.toMatchObject({ code: 'SECRET_UNREADABLE', details: { advice: ANY_TEXT } });
    await expect(rig.open({ masterKey: randomBytes(31) })).rejects.toMatchObject({ code: 'SECRET_UNREADABLE' });
    expect(await (await rig.open()).instances.list()).toHaveLength(1);
  });

  test('twice at once makes one schema or is refused as busy', async () => {
    await using rig = await subject.another();
    const results = await Promise.allSettled([rig.open(), rig.open(), rig.open()]);
    const opened = results.filter((result) => result.status === 'fulfilled');
    expect(opened).toHaveLength(subject.engine === 'sqlite' ? 1 : 3);
    for (const result of results) if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'STORE_BUSY' });
  });

  test('says that nothing weakens it', async () => {
    expect(await subject.store.warnings()).toEqual([]);
  });
});

test('a PostgreSQL that is not there is lost, one with other tables foreign', async () => {
  const masterKey = randomBytes(32);
  await expect(openStore({ engine: 'postgres', url: 'postgres://x:secret-word@127.0.0.1:1/x' }, { masterKey })).rejects.toMatchObject({ code: 'STORE_LOST' });
  const cluster = await sharedPostgres();
  const url = await cluster.createDatabase();
  await cluster.sql(url, 'create table theirs (x int)');
  await expect(openStore({ engine: 'postgres', url }, { masterKey })).rejects.toMatchObject({ code: 'STORE_FOREIGN' });
  expect(await cluster.sql(url, `select count(*) from information_schema.tables where table_schema = 'public'`)).toBe('1');
});

test('a PostgreSQL schema of a newer release is refused, one with a table missing damaged', async () => {
  const masterKey = randomBytes(32);
  const cluster = await sharedPostgres();
  const url = await cluster.createDatabase();
  await (await openStore({ engine: 'postgres', url }, { masterKey })).close();
  await cluster.sql(url, `insert into sallyport_migrations values (999, 'future', 0)`);
  await expect(openStore({ engine: 'postgres', url }, { masterKey })).rejects.toMatchObject({ code: 'STORE_TOO_NEW', details: { version: '999' } });
  await cluster.sql(url, 'delete from sallyport_migrations where version = 999; drop table audit_events');
  await expect(openStore({ engine: 'postgres', url }, { masterKey })).rejects.toMatchObject({ code: 'STORE_DAMAGED' });
});

import { createSecretKey, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import fc from 'fast-check';
import { UNREADABLE } from '../conformance/matchers.ts';
import { openBlob, sealBlob } from '../src/vault/sealed-blob.ts';
import { DataKeys } from '../src/vault/data-keys.ts';
import { createVault } from '../src/vault/vault.ts';

const key = createSecretKey(randomBytes(32));

test('a sealed blob opens to what was sealed, at its place', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), fc.array(fc.string(), { maxLength: 4 }), (plain, place) => {
    expect(Uint8Array.from(openBlob(key, place, sealBlob(key, place, plain)))).toEqual(plain);
  }));
});

test('a changed byte, a cut end, another place and another key are refused', () => {
  const sealed = sealBlob(key, ['a', 'b'], Buffer.from('secret'));
  for (let n = 0; n < sealed.length; n += 1) {
    const changed = Buffer.from(sealed);
    changed[n] = (changed[n] ?? 0) ^ 1;
    expect(() => openBlob(key, ['a', 'b'], changed)).toThrow(UNREADABLE);
    expect(() => openBlob(key, ['a', 'b'], sealed.subarray(0, n))).toThrow(UNREADABLE);
  }
  for (const place of [['a'], ['a', 'b', ''], ['ab'], ['a","b'], ['b', 'a']]) expect(() => openBlob(key, place, sealed)).toThrow(UNREADABLE);
  expect(() => openBlob(createSecretKey(randomBytes(32)), ['a', 'b'], sealed)).toThrow(UNREADABLE);
});

test('each instance has a key of its own, and a value opens only where it stands', async () => {
  const wrapped = new Map<string, Uint8Array>();
  const keys = () => new DataKeys(key, (instanceId) => Promise.resolve(wrapped.get(instanceId)));
  const first = keys();
  for (const name of ['i-1', 'i-2']) wrapped.set(name, first.create(name));
  const vault = createVault(first);
  const place = { instanceId: 'i-1', table: 'hosts', row: '5', field: 'password' };
  const sealed = await vault.seal(place, Buffer.from('secret'));
  expect(Buffer.from(await createVault(keys()).open(place, sealed)).toString()).toBe('secret');
  for (const changed of [{ instanceId: 'i-2' }, { table: 'users' }, { row: '6' }, { field: 'key' }]) {
    await expect(vault.open({ ...place, ...changed }, sealed)).rejects.toMatchObject({ code: 'SECRET_UNREADABLE' });
  }
  await expect(vault.seal({ ...place, instanceId: 'i-3' }, Buffer.from('x'))).rejects.toMatchObject({ code: 'SECRET_UNREADABLE' });
  // A wrapped key put in another instance's place does not unwrap.
  wrapped.set('i-2', wrapped.get('i-1') ?? Buffer.alloc(0));
  await expect(createVault(keys()).seal({ ...place, instanceId: 'i-2' }, Buffer.from('x'))).rejects.toMatchObject({ code: 'SECRET_UNREADABLE' });
});

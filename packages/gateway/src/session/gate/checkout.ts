import type { Id, SealBinding, Store, Vault } from '@sallyport/core';
import type { TargetCredentials } from '@sallyport/ssh';

/**
 * The vaulted credential of an account, opened for one log-in and for no longer than that. The bytes are zeroed; the strings that the SSH
 * library needs cannot be, so they live only in the object that the library drops after authentication.
 */
export async function checkOut(store: Store, vault: Vault, instanceId: string, accountId: Id): Promise<TargetCredentials> {
  const sealed = await store.hostAccounts.credentials(instanceId, accountId);
  if (sealed === undefined) return {};
  const open = async (field: 'password' | 'private_key' | 'pass_phrase', value: Uint8Array | null): Promise<string | undefined> => {
    if (value === null) return undefined;
    const binding: SealBinding = { instanceId, table: 'host_accounts', row: accountId, field };
    const plain = await vault.open(binding, value);
    try {
      return Buffer.from(plain.buffer, plain.byteOffset, plain.byteLength).toString('utf8');
    } finally {
      plain.fill(0);
    }
  };
  const password = await open('password', sealed.password);
  const privateKey = await open('private_key', sealed.privateKey);
  const passPhrase = await open('pass_phrase', sealed.passPhrase);
  return {
    ...(password === undefined ? {} : { password }),
    ...(privateKey === undefined ? {} : { privateKey }),
    ...(passPhrase === undefined ? {} : { passPhrase }),
  };
}

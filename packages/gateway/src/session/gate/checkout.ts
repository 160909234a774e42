import type { Loans, SealBinding, Store, Vault } from '@sallyport/core';
import type { TargetCredentials } from '@sallyport/ssh';
import { textOf } from './secret-text.ts';
import type { Target } from './target.ts';

export interface CheckoutDeps {
  readonly store: Pick<Store, 'hostAccounts'>;
  readonly vault: Vault;
  readonly loans: Loans;
}

/**
 * The credential of an account, opened for one log-in and for no longer than that: the vaulted one of a host's own account, or what an
 * authorization lends. Undefined: there is none, or none any more.
 */
export async function checkOut(deps: CheckoutDeps, { host, account }: Target): Promise<TargetCredentials | undefined> {
  const { instanceId } = host;
  if (account.authorizationId === null) return ownCredentials(deps, instanceId, account.id);
  const lent = await deps.loans.open({ instanceId, kind: 'authorization', id: account.authorizationId }, account.id);
  return lent === undefined ? undefined : { password: textOf(lent) };
}

async function ownCredentials({ store, vault }: CheckoutDeps, instanceId: string, accountId: string): Promise<TargetCredentials | undefined> {
  const sealed = await store.hostAccounts.credentials(instanceId, accountId);
  if (sealed === undefined) return undefined;
  const open = async (field: 'password' | 'private_key' | 'pass_phrase', value: Uint8Array | null): Promise<string | undefined> => {
    if (value === null) return undefined;
    const binding: SealBinding = { instanceId, table: 'host_accounts', row: accountId, field };
    return textOf(await vault.open(binding, value));
  };
  const password = await open('password', sealed.password);
  const privateKey = await open('private_key', sealed.privateKey);
  const passPhrase = await open('pass_phrase', sealed.passPhrase);
  if (password === undefined && privateKey === undefined) return undefined;
  return {
    ...(password === undefined ? {} : { password }),
    ...(privateKey === undefined ? {} : { privateKey }),
    ...(passPhrase === undefined ? {} : { passPhrase }),
  };
}

import type { SealedCredentials } from '@sallyport/core';
import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { found, foundId, foundOne } from '../../parameters/found.ts';

type Cleared = Partial<SealedCredentials> & { readonly privateKeyFingerprint?: string };

/** A pass phrase opens nothing but its key, so it goes with it. */
const CLEARED: Readonly<Record<Params<'ResetHostAccountCredential'>['CredentialType'], Cleared>> = {
  Password: { password: null },
  PrivateKey: { privateKey: null, passPhrase: null, privateKeyFingerprint: '' },
};

export async function resetHostAccountCredential(params: Params<'ResetHostAccountCredential'>, call: Call): Promise<Result<'ResetHostAccountCredential'>> {
  const id = foundId(params.HostAccountId);
  const scope = call.scope(params.ProjectId);
  await call.transact(async (tx) => {
    const account = found(await tx.hostAccounts.get(scope, id));
    const had = params.CredentialType === 'Password' ? account.hasPassword : account.privateKeyFingerprint !== '';
    foundOne(await tx.hostAccounts.setCredentials(scope.instanceId, id, CLEARED[params.CredentialType]));
    call.note({ hostId: account.hostId, credentialsChanged: had });
    tx.hint({ instanceId: scope.instanceId, kind: 'account', id });
  });
  return {};
}

import type { Principal } from '@sallyport/core';
import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { totpBinding } from '../../identity/totp.ts';
import { found, foundId, foundOne } from '../../parameters/found.ts';
import { demandLastingProof } from '../../parameters/lasting-proof.ts';
import { base32 } from './base32.ts';

/** As long as the hash of RFC 6238's codes. */
const SECRET_BYTES = 20;
const ISSUER = 'Sallyport';

/** A new secret in place of any that there is: this answer is the only one that holds it. */
export async function enablePrincipalTotp(params: Params<'EnablePrincipalTotp'>, call: Call): Promise<Result<'EnablePrincipalTotp'>> {
  const { instanceId } = call.instance;
  const principal = found(await call.deps.store.principals.get(instanceId, foundId(params.PrincipalId)));
  demandLastingProof(call, principal.id);
  const secret = call.deps.random.bytes(SECRET_BYTES);
  try {
    const sealed = await call.deps.vault.seal(totpBinding(instanceId, principal.id), secret);
    await call.transact(async (tx) => foundOne(await tx.principals.setTotp(instanceId, principal.id, sealed)));
    const shown = base32(secret);
    return { Secret: shown, Uri: keyUri(principal, shown) };
  } finally {
    secret.fill(0);
  }
}

/** The form that authenticators read from QR codes; the values are those that all of them assume. */
function keyUri({ name, domain }: Principal, secret: string): string {
  const label = `${ISSUER}:${encodeURIComponent(`${domain}/${name}`)}`;
  return `otpauth://totp/${label}?secret=${secret}&issuer=${ISSUER}&algorithm=SHA1&digits=6&period=30`;
}

import type { IdentityOperation } from './identity-operation.ts';
import { KeystoneError } from './keystone-error.ts';
import { ownToken } from './own-token.ts';

export const revokeToken: IdentityOperation = {
  action: 'RevokeToken', method: 'DELETE', path: '/v3/auth/tokens',
  run: async (request, call) => {
    await call.transact(async (tx) => {
      const token = await ownToken(request, call, tx);
      if (!await tx.authTokens.revoke(token.hash)) throw new KeystoneError(404, 'Could not find the token.');
    });
    return { status: 204, body: undefined };
  },
};

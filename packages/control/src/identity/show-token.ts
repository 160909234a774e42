import type { IdentityOperation } from './identity-operation.ts';
import { ownToken } from './own-token.ts';
import { tokenBody } from './token-body.ts';

export const showToken: IdentityOperation = {
  action: 'ShowToken', method: 'GET', path: '/v3/auth/tokens',
  run: async (request, call) => {
    const token = await ownToken(request, call, call.deps.store);
    return { status: 200, headers: { 'x-subject-token': request.headers.get('x-subject-token') ?? '' }, body: tokenBody(token, call.principal) };
  },
};

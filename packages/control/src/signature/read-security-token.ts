import { ApiError } from '../dispatch/api-error.ts';
import type { ApiRequest } from '../dispatch/api-request.ts';
import { isSecurityToken } from './security-token.ts';

/** The token that a temporary key must come with: a parameter or, where headers are signed, a header; both must agree (ruling H3). Empty: none. */
export function readSecurityToken({ headers, params }: ApiRequest): string {
  const parameter = params.get('SecurityToken') ?? '';
  const header = headers.get('x-acs-security-token') ?? '';
  if (parameter !== '' && header !== '' && parameter !== header) throw new ApiError('RepeatedParameter', { message: 'SecurityToken is given twice with different values.' });
  const token = parameter === '' ? header : parameter;
  if (token !== '' && !isSecurityToken(token)) throw new ApiError('InvalidSecurityToken.Malformed');
  return token;
}

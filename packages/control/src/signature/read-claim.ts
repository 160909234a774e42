import { ApiError } from '../dispatch/api-error.ts';
import type { ApiRequest } from '../dispatch/api-request.ts';
import { readClaimAcs3 } from './claim-acs3.ts';
import { readClaimV1 } from './claim-v1.ts';
import type { Claim } from './claim.ts';

/** Common parameters of the request, by the scheme that it is signed with. */
export function readClaim(request: ApiRequest): Claim {
  refuseTokens(request);
  const authorization = request.headers.get('authorization');
  const claim = authorization === undefined ? readClaimV1(request) : readClaimAcs3(request, authorization);
  checkAgreement(request, 'Action', 'x-acs-action', claim.action);
  checkAgreement(request, 'Version', 'x-acs-version', claim.version);
  return claim;
}

/** Bearer and identity tokens come from services that this installation does not have. */
function refuseTokens({ headers }: ApiRequest): void {
  if (headers.has('x-acs-bearer-token') || headers.has('x-acs-zero-trust-idtoken')) throw new ApiError('InvalidSignatureMethod');
}

/**
 * The action may stand in a parameter and in a header; two different ones are refused (ruling H3).
 * pop-core capitalises the first letter in the parameter and not in the header.
 */
function checkAgreement({ headers, params }: ApiRequest, parameter: string, header: string, chosen: string): void {
  for (const other of [params.get(parameter), headers.get(header)]) {
    if (other !== undefined && capitalised(other) !== capitalised(chosen)) {
      throw new ApiError('RepeatedParameter', { message: `${parameter} is given twice with different values.` });
    }
  }
}

function capitalised(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

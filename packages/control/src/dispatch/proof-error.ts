import { OsmError } from '../service-tickets/osm-error.ts';

/** Why a caller is not believed. The words are those of the cloud's gateway where it has some; clients look for them. */
export const PROOF_FAULTS = {
  nothing: 'x-auth-token not found',
  unknownToken: 'decrypt token fail',
  expiredToken: 'token expires',
  signature: 'verify aksk signature fail',
  time: 'the request was signed outside the time window',
  missingSecurityToken: 'the temporary access key needs its X-Security-Token',
  securityToken: 'X-Security-Token does not belong to the access key',
  expiredKey: 'the temporary access key expires',
  locked: 'AK access failed to reach the limit,forbidden',
  disagreement: 'token and signature name different callers',
} as const;

export type ProofFault = keyof typeof PROOF_FAULTS;

/** 401 of the service-ticket API. */
export function proofError(detail: string): OsmError {
  const text = `Incorrect IAM authentication information: ${detail}`;
  return new OsmError('APIGW.0301', { text: { en: text, zh: text } });
}

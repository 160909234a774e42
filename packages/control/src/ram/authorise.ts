import type { Instance, Principal, RamPolicyRepository } from '@sallyport/core';
import { ApiError } from '../dispatch/api-error.ts';
import type { PolicyDocument } from './document.ts';
import { evaluate } from './evaluate.ts';
import type { RamVerdict } from './evaluate.ts';
import { parsePolicyDocument } from './parse-document.ts';

export interface Permission {
  readonly ramAction: string;
  readonly ramResource: 'all' | 'instance';
}

export interface Asker {
  readonly principal: Principal;
  readonly instance: Instance;
  /** As the call names it; another tenant's stays another ARN. */
  readonly instanceId: string;
  readonly request: { readonly address: string; readonly secure: boolean };
  readonly now: number;
}

/** Throws NoPermission unless the principal's policies allow the operation. */
export async function authorise(policies: RamPolicyRepository, permission: Permission, asker: Asker): Promise<void> {
  const verdict = await verdictOn(policies, permission, asker);
  if (verdict !== 'Allow') throw denied(permission, asker, verdict);
}

export async function verdictOn(policies: RamPolicyRepository, permission: Permission, asker: Asker): Promise<RamVerdict> {
  const attached = await policies.documentsOf(asker.instance.instanceId, asker.principal.id);
  // A stored document that no longer parses throws here: broken denies.
  const documents = attached.map((policy) => readDocument(policy.document));
  return evaluate(documents, {
    action: permission.ramAction,
    resource: permission.ramResource,
    arn: `acs:yundun-bastionhost:${asker.instance.regionId}:${asker.instance.accountId}:instance/${asker.instanceId}`,
    sourceIp: asker.request.address,
    secureTransport: asker.request.secure,
    now: asker.now,
  });
}

function denied(permission: Permission, asker: Asker, verdict: Exclude<RamVerdict, 'Allow'>): ApiError {
  return new ApiError('NoPermission', {
    accessDenied: {
      AuthAction: permission.ramAction,
      AuthPrincipalType: 'SubUser',
      AuthPrincipalDisplayName: asker.principal.name,
      AuthPrincipalOwnerId: asker.instance.accountId,
      NoPermissionType: verdict,
      PolicyType: 'AccountLevelIdentityBasedPolicy',
      EncodedDiagnosticMessage: '',
    },
  });
}

const parsed = new Map<string, PolicyDocument>();
const MAX_PARSED = 500;

/** Documents are immutable texts, so the text is the key. */
function readDocument(text: string): PolicyDocument {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const document = parsePolicyDocument(text);
  if (parsed.size >= MAX_PARSED) parsed.clear();
  parsed.set(text, document);
  return document;
}

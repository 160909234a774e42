import type { EpochMs } from '@sallyport/core';
import type { ConditionKey, PolicyDocument, Statement } from './document.ts';
import { holds } from './operators.ts';
import { matchesWildcard } from './wildcard.ts';

export interface RamRequest {
  /** `yundun-bastionhost:LockUsers` */
  readonly action: string;
  /** all: the operation is authorised on all resources or not at all. instance: on the ARN. */
  readonly resource: 'all' | 'instance';
  /** `acs:yundun-bastionhost:{region}:{account}:instance/{InstanceId}` of the instance that is addressed. */
  readonly arn: string;
  readonly sourceIp: string;
  readonly secureTransport: boolean;
  readonly now: EpochMs;
}

export type RamVerdict = 'Allow' | 'ImplicitDeny' | 'ExplicitDeny';

/** A deny anywhere wins; what nothing allows is denied. */
export function evaluate(documents: readonly PolicyDocument[], request: RamRequest): RamVerdict {
  const applying = documents.flatMap((document) => document.statements).filter((statement) => namesAction(statement, request.action) && meets(statement, request));
  if (applying.some((statement) => statement.effect === 'Deny' && denies(statement, request))) return 'ExplicitDeny';
  return applying.some((statement) => statement.effect === 'Allow' && allows(statement, request)) ? 'Allow' : 'ImplicitDeny';
}

function namesAction(statement: Statement, action: string): boolean {
  const lower = action.toLowerCase();
  return statement.actions.some((pattern) => matchesWildcard(pattern.toLowerCase(), lower));
}

/** An Allow narrower than `*` grants nothing to an operation on all resources (ruling A7). */
function allows(statement: Statement, request: RamRequest): boolean {
  return statement.resources.some((pattern) => pattern === '*' || (request.resource === 'instance' && matchesWildcard(pattern, request.arn)));
}

/**
 * A Deny by ARN does deny: one that names this instance, and, for an operation on all resources, one that names something smaller
 * than an instance, because such an operation cannot be kept away from it in another way.
 */
function denies(statement: Statement, request: RamRequest): boolean {
  const stem = request.arn.slice(0, request.arn.lastIndexOf(':') + 1);
  return statement.resources.some((pattern) => {
    if (pattern === '*' || matchesWildcard(pattern, request.arn)) return true;
    const [, service = '', region = '', account = '', relative = ''] = pattern.split(':');
    const [, ownService = '', ownRegion = '', ownAccount = ''] = stem.split(':');
    const inScope = matchesWildcard(service, ownService) && matchesWildcard(region, ownRegion) && matchesWildcard(account, ownAccount);
    return request.resource === 'all' && inScope && !relative.startsWith('instance/');
  });
}

function meets(statement: Statement, request: RamRequest): boolean {
  const actual: Readonly<Record<ConditionKey, string>> = {
    'acs:SourceIp': request.sourceIp,
    'acs:CurrentTime': new Date(request.now).toISOString(),
    'acs:SecureTransport': String(request.secureTransport),
  };
  return statement.conditions.every((condition) => holds(condition.operator, actual[condition.key], condition.values));
}

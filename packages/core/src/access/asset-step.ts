import type { DerivationStep } from './decision.ts';
import type { DenyCode } from './deny-code.ts';
import type { AccessFacts, AccessQuestion } from './facts.ts';

/** Whether the target exists and is one that this version can reach; parameters of later features fail closed (ruling C6). */
export function assetStep(question: AccessQuestion, facts: AccessFacts): DerivationStep {
  const code = missing(question, facts) ?? (question.phase === 'log-on' ? unreachable(facts) : undefined);
  return {
    rule: 'asset',
    outcome: code === undefined ? 'pass' : 'deny',
    ...(code === undefined ? {} : { code }),
    subject: question.accountId,
    ...(facts.host === null ? {} : { detail: `${facts.account?.name ?? ''}@${facts.host.hostName}` }),
  };
}

function missing(question: AccessQuestion, facts: AccessFacts): DenyCode | undefined {
  if (facts.host === null) return 'ASSET_NOT_FOUND';
  if (facts.account === null || facts.account.hostId !== facts.host.id) return 'ACCOUNT_NOT_FOUND';
  if (facts.account.protocol !== question.protocol) return 'PROTOCOL_MISMATCH';
  if (facts.host.sourceInstanceState === 'Release') return 'ASSET_RELEASED';
  return undefined;
}

function unreachable(facts: AccessFacts): DenyCode | undefined {
  if (facts.host !== null && facts.host.networkDomainId !== '') return 'NETWORK_DOMAIN_UNAVAILABLE';
  if (facts.host !== null && facts.host.prefKex !== 'default') return 'LEGACY_KEX_UNAVAILABLE';
  if (facts.account !== null && facts.account.hostShareKeyId !== '') return 'SHARE_KEY_UNAVAILABLE';
  return undefined;
}

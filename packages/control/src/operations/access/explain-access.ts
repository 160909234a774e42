import { isIP } from 'node:net';
import { DENY_PHRASES, decide } from '@sallyport/core';
import type { AccessQuestion, Decision, DerivationStep } from '@sallyport/core';
import { seconds } from '../../answers/ticket.ts';
import { ApiError } from '../../dispatch/api-error.ts';
import type { Call } from '../../dispatch/call.ts';
import type { Params, Result } from '../../dispatch/handler.ts';
import { accountIdOf, hostIdOf, userIdOf } from './named-objects.ts';

type Answer = Result<'ExplainAccess'>;

/** The decision that a door would take, with everything that it looked at. `At` moves the clock, not the facts. */
export async function explainAccess(params: Params<'ExplainAccess'>, call: Call): Promise<Answer> {
  if (params.Address !== undefined && isIP(params.Address) === 0) throw new ApiError('InvalidParameter', { message: 'Address is no IP address.' });
  const userId = await userIdOf(params, call);
  const hostId = await hostIdOf(params, call);
  const question: AccessQuestion = {
    instanceId: call.instance.instanceId,
    userId,
    hostId,
    accountId: await accountIdOf(params, call, userId, hostId),
    protocol: params.Protocol,
    sourceAddress: params.Address ?? '',
    phase: 'log-on',
    sessionId: null,
    ticketId: null,
  };
  const facts = await call.deps.store.access.facts(question);
  return answer(decide(question, params.At === undefined ? facts : { ...facts, now: params.At * 1000 }));
}

function answer(decision: Decision): Answer {
  const until = decision.kind === 'deny' ? null : decision.validUntil;
  return {
    Decision: decision.kind,
    Code: decision.kind === 'deny' ? decision.code : '',
    Message: decision.kind === 'deny' ? [DENY_PHRASES[decision.code].en, decision.words].filter((text) => text !== '').join(' ') : '',
    ...(until === null ? {} : { ValidUntil: seconds(until) }),
    PolicyId: decision.policyId ?? '',
    OperationTicketId: decision.kind === 'deny' ? '' : decision.ticketId ?? '',
    Derivation: decision.derivation.map(stepAnswer),
  };
}

function stepAnswer(step: DerivationStep): Answer['Derivation'][number] {
  return {
    Rule: step.rule,
    Outcome: step.outcome,
    Code: step.code ?? '',
    Subject: step.subject ?? '',
    Detail: step.detail ?? '',
    ...(step.validUntil === undefined ? {} : { ValidUntil: seconds(step.validUntil) }),
  };
}

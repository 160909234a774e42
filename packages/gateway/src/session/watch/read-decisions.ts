import { decide, userStep } from '@sallyport/core';
import type { AccessQuestion, AccessReads, EpochMs } from '@sallyport/core';
import { within } from '../../within.ts';
import type { AccessSubject, StandingSubject, Subject } from './subject.ts';

/** A decision ready to be delivered, and for how long it holds by the clock. */
export type Reading =
  | { readonly kind: 'read'; readonly forMs: EpochMs | null; deliver(): void }
  | { readonly kind: 'failed'; readonly error: unknown };

/** Reads the facts of many subjects and decides for each; in the order given. Never rejects. */
export async function readDecisions(reads: AccessReads, subjects: readonly Subject[], timeoutMs: number): Promise<readonly Reading[]> {
  const access = subjects.filter((subject) => subject.kind === 'access');
  const many = access.length > 1 ? await readMany(reads, access, timeoutMs) : undefined;
  const byAccess = new Map(access.map((subject, at) => [subject, many?.[at]]));
  return Promise.all(subjects.map(async (subject) => {
    if (subject.kind === 'standing') return attempt(() => readStanding(reads, subject, timeoutMs));
    return byAccess.get(subject) ?? attempt(() => readOne(reads, subject, timeoutMs));
  }));
}

/** Undefined when the batch failed: then each is read alone, so that one unreadable subject does not take others with it. */
async function readMany(reads: AccessReads, subjects: readonly AccessSubject[], timeoutMs: number): Promise<readonly Reading[] | undefined> {
  const questions = subjects.map((subject) => subject.question());
  let facts;
  try {
    facts = await within(reads.factsOfMany(questions), timeoutMs);
  } catch {
    return undefined;
  }
  return Promise.all(subjects.map((subject, at) => attempt(async () => {
    const [question, own] = [questions[at], facts[at]];
    if (question === undefined || own === undefined) throw new Error('factsOfMany answered fewer than it was asked');
    return reading(subject, question, own);
  })));
}

async function readOne(reads: AccessReads, subject: AccessSubject, timeoutMs: number): Promise<Reading> {
  const question = subject.question();
  return reading(subject, question, await within(reads.facts(question), timeoutMs));
}

function reading(subject: AccessSubject, question: AccessQuestion, facts: Awaited<ReturnType<AccessReads['facts']>>): Reading {
  const decision = decide(question, facts);
  const until = decision.kind === 'deny' ? null : decision.validUntil;
  return { kind: 'read', forMs: until === null ? null : until - facts.now, deliver: () => { subject.deliver(decision, question); } };
}

async function readStanding(reads: AccessReads, subject: StandingSubject, timeoutMs: number): Promise<Reading> {
  const facts = await within(reads.standing(subject.instanceId, subject.userId), timeoutMs);
  const outcome = userStep(facts, 'log-on');
  return { kind: 'read', forMs: outcome.validUntil === null ? null : outcome.validUntil - facts.now, deliver: () => { subject.deliver(outcome); } };
}

async function attempt(read: () => Promise<Reading>): Promise<Reading> {
  try {
    return await read();
  } catch (error) {
    return { kind: 'failed', error };
  }
}

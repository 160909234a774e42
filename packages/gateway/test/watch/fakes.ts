import type { AccessFacts, AccessQuestion, AccessReads, ChangeHint, Decision, HintBus, StandingFacts } from '@sallyport/core';
import type { Log } from '../../src/log.ts';
import type { AccessSubject } from '../../src/session/watch/subject.ts';

export const INSTANCE = 'bastionhost-cn-watch';
export const NOW = Date.UTC(2026, 10, 21, 12);

/** Facts by user; every read is counted, may be held, and may fail. */
export class FakeReads implements AccessReads {
  readonly locked = new Set<string>();
  readonly ends = new Map<string, number>();
  readonly unreadable = new Set<string>();
  now = NOW;
  counter = 1;
  reads = 0;
  batches = 0;
  fail: Error | undefined;
  /** Held reads resolve when this does; they read at once what is true now, as a snapshot would. */
  hold: Promise<void> | undefined;

  async facts(question: AccessQuestion): Promise<AccessFacts> {
    this.reads += 1;
    const snapshot = this.#facts(question);
    await this.hold;
    if (this.fail !== undefined) throw this.fail;
    if (this.unreadable.has(question.userId)) throw new Error('unreadable');
    return snapshot;
  }

  async factsOfMany(questions: readonly AccessQuestion[]): Promise<readonly AccessFacts[]> {
    this.batches += 1;
    return Promise.all(questions.map((question) => this.facts(question)));
  }

  async standing(_instanceId: string, userId: string): Promise<StandingFacts> {
    const facts = await this.facts({ ...questionOf(userId) });
    return { now: facts.now, instanceExists: true, user: facts.user };
  }

  changeCounter(): Promise<number> {
    return this.fail === undefined ? Promise.resolve(this.counter) : Promise.reject(this.fail);
  }

  #facts(question: AccessQuestion): AccessFacts {
    return {
      now: this.now, instanceExists: true,
      user: {
        id: question.userId, userName: `u${question.userId}`, locked: this.locked.has(question.userId), remoteState: null,
        effectiveStart: null, effectiveEnd: this.ends.get(question.userId) ?? null, needResetPassword: false, twoFactorStatus: 'Global',
      },
      host: { id: question.hostId, hostName: 'web', sourceInstanceState: 'Normal', networkDomainId: '', prefKex: 'default' },
      account: { id: question.accountId, hostId: question.hostId, name: 'root', protocol: 'SSH', hostShareKeyId: '' },
      hostGranted: true, grants: [{ path: 'user', id: '9', validFrom: null, validUntil: null, ended: null }], policies: [], tickets: [],
    };
  }
}

export class FakeHints implements HintBus {
  readonly #listeners = new Set<(hints: readonly ChangeHint[]) => void>();

  subscribe(listener: (hints: readonly ChangeHint[]) => void): Promise<() => void> {
    this.#listeners.add(listener);
    return Promise.resolve(() => { this.#listeners.delete(listener); });
  }

  say(...hints: readonly ChangeHint[]): void {
    for (const listener of this.#listeners) listener(hints);
  }
}

export function questionOf(userId: string): AccessQuestion {
  return {
    instanceId: INSTANCE, userId, hostId: '100', accountId: '200', protocol: 'SSH', sourceAddress: '192.0.2.1',
    phase: 'running', sessionId: `s-${userId}`, ticketId: null,
  };
}

/** Keeps what it was told. */
export class Listener implements AccessSubject {
  readonly kind = 'access';
  readonly heard: string[] = [];
  readonly #question: AccessQuestion;

  constructor(question: AccessQuestion) {
    this.#question = question;
  }

  question(): AccessQuestion {
    return this.#question;
  }

  deliver(decision: Decision): void {
    this.heard.push(decision.kind === 'deny' ? decision.code : decision.kind);
  }

  broken(): void {
    this.heard.push('broken');
  }
}

export const silent: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

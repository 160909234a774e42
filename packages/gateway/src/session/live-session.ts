import { reassess } from '@sallyport/core';
import type { AccessQuestion, Allow, Decision, SessionEndReason } from '@sallyport/core';
import type { Pair, PairEnd, Program } from '@sallyport/ssh';
import { causeOf } from '../log.ts';
import type { Log } from '../log.ts';
import type { DecisionSink } from './gate/admission.ts';
import { languageOf } from './gate/refusal.ts';
import { endLine } from './end-line.ts';
import type { Recorder } from './recorder.ts';
import type { OpenSession, SessionLedger } from './session-ledger.ts';

/** The two legs as the session needs them. */
export type Legs = Pick<Pair, 'stopInput' | 'end' | 'closed' | 'bytesFromClient' | 'bytesFromTarget'>;

export interface LiveSessionParts {
  readonly session: OpenSession;
  readonly allow: Allow;
  readonly legs: Legs;
  readonly recorder: Recorder;
  readonly ledger: SessionLedger;
  readonly log: Log;
  readonly now: () => number;
  readonly cutWithinMs: number;
  /** Stops watching; called once, when the session is over. */
  readonly onOver: () => void;
}

const REASON_OF_END: Readonly<Record<PairEnd, SessionEndReason>> = {
  'client-closed': 'client-closed',
  'target-closed': 'target-closed',
  // Nobody cut it and yet the pair was ended or its guard said no: the lease.
  ended: 'internal-error',
  guard: 'store-lost',
};

/** A session that runs: holds the decision that it runs on, and ends the moment that decision does. */
export class LiveSession implements DecisionSink {
  readonly #parts: LiveSessionParts;
  #allow: Allow;
  #tightened = false;
  #ran = false;
  #touched = false;
  #cut: { readonly reason: SessionEndReason; readonly words: string } | undefined;
  readonly ended: Promise<void>;

  constructor(parts: LiveSessionParts) {
    this.#parts = parts;
    this.#allow = parts.allow;
    this.ended = parts.legs.closed.then((how) => this.#finish(how));
  }

  get id(): string {
    return this.#parts.session.row.id;
  }

  /** Nothing may be opened or forwarded any more. */
  get over(): boolean {
    return this.#cut !== undefined;
  }

  /** Whether the decision that holds now lets this program run. */
  mayRun(program: Program): boolean {
    if (this.over) return false;
    switch (program.kind) {
      case 'shell': return this.#allow.controls.shell;
      case 'exec': return this.#allow.controls.exec;
      case 'subsystem': return false;
    }
  }

  /** A program starts on the target: from here a single log-on counts as used, whether a byte follows or not. */
  runs(program: Program): void {
    this.#ran = true;
    // A command acts without a byte being typed.
    if (program.kind !== 'shell') this.touched();
  }

  /** The engineer has made something happen on the target; noted, because a node that dies before hands the ticket back. */
  touched(): void {
    if (this.#touched) return;
    this.#touched = true;
    this.#parts.ledger.firstByte(this.#parts.session.row, this.#parts.now());
  }

  deliver(decision: Decision, _question: AccessQuestion): void {
    const verdict = reassess(this.#allow, decision);
    if (verdict.kind === 'cut') {
      this.cut(verdict.code, verdict.words);
      return;
    }
    const before = this.#allow;
    this.#allow = verdict.decision;
    this.#noteChange(before, verdict.decision, verdict.tightened);
  }

  broken(): void {
    this.cut('internal-error', '');
  }

  /** Input stops before this returns; the rest follows within `cutWithinMs`. The first cause counts. */
  cut(reason: SessionEndReason, words: string): void {
    if (this.#cut !== undefined) return;
    this.#cut = { reason, words };
    const { legs, recorder, session, cutWithinMs, log } = this.#parts;
    legs.stopInput();
    const line = endLine(reason, words, languageOf(session.identity.user.language));
    recorder.remark(line);
    legs.end(`\r\n${line}\r\n`, cutWithinMs).catch((error: unknown) => {
      log.error('the legs of a session could not be closed in order', { sessionId: this.id, cause: causeOf(error) });
    });
  }

  /** What the engineer should be able to find in the audit log although the session went on. */
  #noteChange(before: Allow, after: Allow, tightened: boolean): void {
    const { ledger, session } = this.#parts;
    if (tightened && !this.#tightened) ledger.note(session, 'session.tightened', { policy: after.policyId, derivation: after.derivation });
    this.#tightened = tightened;
    if (tightened) return;
    const [was, is] = [JSON.stringify(before.paths), JSON.stringify(after.paths)];
    if (was !== is) ledger.note(session, 'session.carried', { paths: after.paths });
    if (JSON.stringify(before.controls) !== JSON.stringify(after.controls)) ledger.note(session, 'session.controls', { controls: after.controls });
  }

  async #finish(how: PairEnd): Promise<void> {
    const { legs, ledger, session, onOver } = this.#parts;
    const { reason, words } = this.#cut ?? { reason: REASON_OF_END[how], words: '' };
    this.#cut ??= { reason, words };
    onOver();
    const { bytesFromClient, bytesFromTarget } = legs;
    await ledger.end(session, {
      reason, words, bytesFromClient, bytesFromTarget,
      ticket: this.#ran ? 'used' : 'hand-back',
      recordingHead: await this.#seal(reason, bytesFromClient, bytesFromTarget),
      details: { controls: this.#allow.controls, ...(this.#tightened ? { tightened: true } : {}), note: 'background processes may survive on the target' },
    });
  }

  async #seal(reason: string, bytesFromClient: number, bytesFromTarget: number): Promise<string> {
    try {
      return (await this.#parts.recorder.seal(reason, { bytesFromClient, bytesFromTarget })).headHash;
    } catch (error) {
      this.#parts.log.error('a recording could not be sealed', { sessionId: this.id, cause: causeOf(error) });
      return '';
    }
  }
}

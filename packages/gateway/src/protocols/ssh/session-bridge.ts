import type { ClientLeg, HeldChannel, Pair, TargetLeg } from '@sallyport/ssh';
import { causeOf } from '../../log.ts';
import type { Admitted, GateDeps } from '../../session/gate/gate.ts';
import { languageOf, refusal } from '../../session/gate/refusal.ts';
import type { Refusal } from '../../session/gate/refusal.ts';
import { endLine } from '../../session/end-line.ts';
import { LiveSession } from '../../session/live-session.ts';
import { abandonRefused } from '../../session/gate/register.ts';
import type { Recorder } from '../../session/recorder.ts';

/** A session over a pair of SSH legs, and the way in for its channels. */
export class SessionBridge {
  readonly session: LiveSession;
  readonly #pair: Pair;
  readonly #recorder: Recorder;
  readonly #deps: GateDeps;

  constructor(deps: GateDeps, client: ClientLeg, admitted: Admitted<TargetLeg>) {
    const { admission, watching, recorder, recordingFailed, session, allow } = admitted;
    this.#deps = deps;
    this.#recorder = recorder;
    this.#pair = deps.ssh.pair(client, admitted.leg, {
      guard: () => this.#mayForward(),
      hold: () => recorder.relief(),
      onFirstByte: () => { this.session.touched(); },
      targetLost: `\r\n${endLine('target-closed', '', languageOf(session.identity.user.language))}`,
    });
    this.session = new LiveSession({
      session, allow, recorder, legs: this.#pair, ledger: deps.ledger, log: deps.log, now: deps.now, cutWithinMs: deps.settings.cutWithinMs,
      onOver: () => { watching.stop(); },
    });
    const failed = (): void => { this.session.cut('recording-failed', ''); };
    recordingFailed.addEventListener('abort', failed, { once: true });
    if (recorder.failed) failed();
    admission.handOver(this.session);
    // A check that fails is tried again by the watch itself.
    watching.check().catch((error: unknown) => { deps.log.warn('the first check of a running session failed', { sessionId: session.row.id, cause: causeOf(error) }); });
  }

  /** Asked before every chunk: a process that was stopped for a while must not forward what its lease no longer covers. */
  #mayForward(): boolean {
    if (this.session.over) return false;
    if (this.#deps.lease.held()) return true;
    // Said by the session in its own words, after the pair is done with this chunk.
    queueMicrotask(() => { this.session.cut('store-lost', ''); });
    return false;
  }

  /** `onExit`: the program is over. The caller has asked `session.mayRun`. */
  run(channel: HeldChannel, onExit: () => void): void {
    this.session.runs(channel.program);
    const tap = this.#recorder.tap(channel.program, channel.terminal, onExit);
    this.#pair.bridge(channel, tap).catch((error: unknown) => {
      this.#deps.log.warn('a channel could not be bridged', { sessionId: this.session.id, cause: causeOf(error) });
      channel.exit(255);
    });
  }
}

/** The last look through the door: a refusal when what was admitted a moment ago was refused in between, or cannot be joined. */
export async function bridgeUnlessRefused(deps: GateDeps, client: ClientLeg, admitted: Admitted<TargetLeg>): Promise<SessionBridge | Refusal> {
  const outcome = admitted.admission.refusal ?? join(deps, client, admitted);
  if (!('kind' in outcome)) return outcome;
  admitted.watching.stop();
  admitted.leg.end();
  await abandonRefused(deps, admitted, outcome, admitted.admission);
  return outcome;
}

function join(deps: GateDeps, client: ClientLeg, admitted: Admitted<TargetLeg>): SessionBridge | Refusal {
  try {
    return new SessionBridge(deps, client, admitted);
  } catch (error) {
    deps.log.error('the legs of a session could not be joined', { sessionId: admitted.session.row.id, cause: causeOf(error) });
    return refusal('INTERNAL');
  }
}

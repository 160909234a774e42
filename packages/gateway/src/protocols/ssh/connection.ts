import type { ClientLeg, HeldChannel } from '@sallyport/ssh';
import { causeOf } from '../../log.ts';
import type { GateDeps } from '../../session/gate/gate.ts';
import { languageOf, phraseOf, refusal } from '../../session/gate/refusal.ts';
import type { GateCode, Refusal } from '../../session/gate/refusal.ts';
import type { Target } from '../../session/gate/target.ts';
import type { TargetAddresses } from '../../session/gate/target-address.ts';
import type { LiveSession } from '../../session/live-session.ts';
import { auditRefusal } from '../../session/refusal-audit.ts';
import type { Refused } from '../../session/refusal-audit.ts';
import { StandingGuard } from '../../session/standing-guard.ts';
import type { Authenticated } from './authentication.ts';
import { Console } from './console.ts';
import { LogOnFlow } from './log-on-flow.ts';
import type { SessionBridge } from './session-bridge.ts';

/** Refusals that clients ask for at will are audited so often a connection. */
const MAX_AUDITED = 20;
/** After the last word the client closes by itself; this is for one that does not. */
const LINGER_MS = 2_000;
const REFUSED_STATUS = 255;
/** Whoever has just logged on asks for a channel next, on which he can be told in his language why he may not be here. */
const FIRST_CHANNEL_MS = 500;

export interface ConnectionDeps {
  readonly deps: GateDeps;
  readonly addresses: TargetAddresses;
  readonly leg: ClientLeg;
  readonly onSession: (session: LiveSession) => void;
}

/** An authenticated client connection: at first nobody's, then on its way in, then one session until its end. */
export class Connection {
  readonly #parts: ConnectionDeps;
  readonly #who: Authenticated;
  readonly #guard: StandingGuard;
  readonly #closed = new AbortController();
  /** Channels that came while the log-on was on its way. */
  readonly #waiting: HeldChannel[] = [];
  /** One voice a channel: it knows whether a live line stands where the next line must go. */
  readonly #consoles = new WeakMap<HeldChannel, Console>();
  #state: 'fresh' | 'entering' | 'running' | 'over' = 'fresh';
  #bridge: SessionBridge | undefined;
  #audited = 0;
  #idle: NodeJS.Timeout | undefined;

  constructor(parts: ConnectionDeps, who: Authenticated) {
    this.#parts = parts;
    this.#who = who;
    this.#guard = new StandingGuard(parts.deps.watch, who.identity.instanceId, who.identity.user.id);
    this.#guard.refused.addEventListener('abort', () => { this.#standingLost(); }, { once: true });
    // A connection that asks for nothing is not kept for ever.
    this.#idle = setTimeout(() => { if (this.#state === 'fresh') this.#leave('IDLE'); }, parts.deps.settings.door.idleMs);
  }

  get #language(): ReturnType<typeof languageOf> {
    return languageOf(this.#who.identity.user.language);
  }

  closed(): void {
    this.#state = 'over';
    this.#closed.abort();
    this.#guard.stop();
    clearTimeout(this.#idle);
  }

  /** The node stops: whoever has no session yet is told here, sessions by their own end. */
  stop(): void {
    if (this.#state !== 'running') this.#leave('NODE_STOPPING');
  }

  program(channel: HeldChannel): void {
    switch (this.#state) {
      case 'over':
        channel.exit(REFUSED_STATUS);
        return;
      case 'running':
        this.#runOn(channel);
        return;
      case 'entering':
        // Beside a menu nothing has been chosen that a second channel could mean.
        if (this.#who.asked.kind === 'menu') this.#refuse(channel, undefined, refusal('MENU_NEEDS_TERMINAL'));
        else this.#waiting.push(channel);
        return;
      case 'fresh':
        this.#state = 'entering';
        void this.#enter(channel);
    }
  }

  refusedRequest(what: string): void {
    this.#audit('request.refused', refusal('FORWARD_UNAVAILABLE', what), undefined);
    for (const channel of this.#waiting) this.#console(channel).say(phraseOf('FORWARD_UNAVAILABLE', what, this.#language));
  }

  async #enter(channel: HeldChannel): Promise<void> {
    const { deps, addresses, leg } = this.#parts;
    const console = this.#console(channel);
    const flow = new LogOnFlow({ deps, addresses, leg, who: this.#who, guard: this.#guard, channel, console });
    let outcome: SessionBridge | Refusal;
    try {
      outcome = await flow.run();
    } catch (error) {
      deps.log.error('a log-on broke', { user: this.#who.identity.user.userName, cause: causeOf(error) });
      outcome = refusal('INTERNAL');
    }
    if ('kind' in outcome) {
      this.#turnAway(channel, flow.target, outcome);
      return;
    }
    this.#began(outcome, channel);
  }

  #began(bridge: SessionBridge, first: HeldChannel): void {
    this.#guard.stop();
    clearTimeout(this.#idle);
    this.#bridge = bridge;
    // Closed while the last step ran: the pair has seen it too, and the session ends by itself.
    if (this.#state === 'entering') this.#state = 'running';
    this.#parts.onSession(bridge.session);
    this.#runOn(first);
    for (const channel of this.#waiting.splice(0)) this.#runOn(channel);
  }

  #runOn(channel: HeldChannel): void {
    const bridge = this.#bridge;
    if (bridge === undefined || !bridge.session.mayRun(channel.program)) {
      this.#refuse(channel, undefined, refusal(forbidden(channel)));
      return;
    }
    bridge.run(channel, () => {
      // A menu was one choice: when its asset is done, so is the connection.
      if (this.#who.asked.kind === 'menu') this.#linger();
    });
  }

  /** The log-on has ended at the gate: everybody who waits for it hears why, and the connection goes. */
  #turnAway(channel: HeldChannel, target: Target | undefined, why: Refusal): void {
    this.#state = 'over';
    this.#refuse(channel, target, why);
    for (const other of this.#waiting.splice(0)) this.#say(other, why);
    this.#linger();
  }

  #refuse(channel: HeldChannel, target: Target | undefined, why: Refusal): void {
    if (why.code !== 'LEFT') this.#audit(this.#state === 'running' ? 'request.refused' : 'session.refused', why, target);
    this.#say(channel, why);
  }

  #say(channel: HeldChannel, why: Refusal): void {
    this.#console(channel).say(`[sallyport] ${phraseOf(why.code, why.words, this.#language)}`);
    channel.exit(why.code === 'LEFT' ? 0 : REFUSED_STATUS);
  }

  #console(channel: HeldChannel): Console {
    const known = this.#consoles.get(channel);
    if (known !== undefined) return known;
    const made = new Console(channel, this.#language, this.#closed.signal);
    this.#consoles.set(channel, made);
    return made;
  }

  #audit(kind: Refused['kind'], { code, words }: Refusal, target: Target | undefined): void {
    if (this.#audited >= MAX_AUDITED) return;
    this.#audited += 1;
    const { deps } = this.#parts;
    const { identity, asked } = this.#who;
    const name = asked.kind === 'direct' ? `${asked.account}@${asked.host}` : 'menu';
    void auditRefusal(deps.store.audit, deps.log, deps.now, { kind, identity, target, code, words, asked: name });
  }

  /** With a log-on on its way the flow itself says why; one that begins now is refused before anything else. */
  #standingLost(): void {
    const why = this.#guard.refusal;
    if (this.#state !== 'fresh' || why === undefined) return;
    const timer = setTimeout(() => { if (this.#state === 'fresh') this.#disconnect(why.code, why.words); }, FIRST_CHANNEL_MS);
    this.#closed.signal.addEventListener('abort', () => { clearTimeout(timer); }, { once: true });
  }

  /** In English: OpenSSH prints the bytes of any other script as octal numbers here. */
  #disconnect(code: GateCode | Refusal['code'], words = '', withinMs?: number): void {
    this.#parts.leg.disconnect(phraseOf(code, words, 'en'), withinMs);
  }

  #leave(code: GateCode): void {
    this.#state = 'over';
    this.#disconnect(code, '', LINGER_MS);
  }

  #linger(): void {
    const timer = setTimeout(() => { this.#parts.leg.disconnect('', LINGER_MS); }, LINGER_MS);
    this.#closed.signal.addEventListener('abort', () => { clearTimeout(timer); }, { once: true });
  }
}

function forbidden(channel: HeldChannel): GateCode {
  switch (channel.program.kind) {
    case 'shell': return 'SHELL_FORBIDDEN';
    case 'exec': return 'EXEC_FORBIDDEN';
    case 'subsystem': return 'SUBSYSTEM_UNAVAILABLE';
  }
}

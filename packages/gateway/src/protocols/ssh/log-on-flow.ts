import type { ClientLeg, HeldChannel } from '@sallyport/ssh';
import { admit } from '../../session/gate/gate.ts';
import type { GateDeps } from '../../session/gate/gate.ts';
import { chooseTarget } from '../../session/gate/choose-target.ts';
import type { Target } from '../../session/gate/target.ts';
import { phraseOf, refusal } from '../../session/gate/refusal.ts';
import type { Refusal, RefusalCode } from '../../session/gate/refusal.ts';
import type { TargetAddresses } from '../../session/gate/target-address.ts';
import type { StandingGuard } from '../../session/standing-guard.ts';
import type { Authenticated } from './authentication.ts';
import { connect } from './connect.ts';
import type { Console } from './console.ts';
import { Menu } from './menu.ts';
import { bridgeUnlessRefused } from './session-bridge.ts';
import type { SessionBridge } from './session-bridge.ts';

const REASON_VARIABLE = 'SALLYPORT_REASON';

export interface LogOnFlowParts {
  readonly deps: GateDeps;
  readonly addresses: TargetAddresses;
  readonly leg: ClientLeg;
  readonly who: Authenticated;
  readonly guard: StandingGuard;
  readonly channel: HeldChannel;
  readonly console: Console;
}

/** From the first channel of a connection to its session: standing, target (named or chosen), gate, pair. */
export class LogOnFlow {
  readonly #parts: LogOnFlowParts;
  #target: Target | undefined;

  constructor(parts: LogOnFlowParts) {
    this.#parts = parts;
  }

  /** As far as it became known, for the audit log. */
  get target(): Target | undefined {
    return this.#target;
  }

  async run(): Promise<SessionBridge | Refusal> {
    const { deps, guard, channel, who } = this.#parts;
    const standing = await guard.standing();
    if (standing !== undefined) return standing;
    if (deps.lease.closed() !== undefined) return refusal('NODE_CLOSED');
    if (channel.program.kind === 'subsystem') return refusal('SUBSYSTEM_UNAVAILABLE');
    return who.asked.kind === 'menu' ? this.#fromMenu() : this.#direct(who.asked.account, who.asked.host);
  }

  async #direct(account: string, host: string): Promise<SessionBridge | Refusal> {
    const { deps, who: { identity } } = this.#parts;
    const target = await chooseTarget(deps.store.grants, identity.instanceId, identity.user.id, account, host);
    return 'kind' in target ? target : this.#enter(target);
  }

  /** A refused choice leads back to the menu; a user who may not be here any more, or who gives up, does not see it again. */
  async #fromMenu(): Promise<SessionBridge | Refusal> {
    const { deps, who, channel, console, guard } = this.#parts;
    if (!console.interactive || channel.program.kind !== 'shell') return refusal('MENU_NEEDS_TERMINAL');
    const menu = new Menu(deps, who.identity, channel, console);
    const stop = AbortSignal.any([guard.refused, console.gone]);
    for (;;) {
      const choice = await menu.choose(stop);
      if (choice === 'stopped') return guard.refusal ?? refusal('CLIENT_GONE');
      if (choice === 'left') return refusal('LEFT');
      if (choice === 'idle') return refusal('IDLE');
      const outcome = await this.#enter(choice);
      if (!('kind' in outcome) || isFinal(outcome.code) || guard.refusal !== undefined) return outcome;
      console.say(`[sallyport] ${phraseOf(outcome.code, outcome.words, console.language)}`);
    }
  }

  async #enter(target: Target): Promise<SessionBridge | Refusal> {
    const { deps, addresses, leg, who: { identity }, channel, console } = this.#parts;
    this.#target = target;
    const admitted = await admit(deps, {
      identity, target, voice: console, reason: channel.env.get(REASON_VARIABLE) ?? '',
      connect: (fresh, sessionId, stop) => connect({ deps, addresses, identity, target: fresh }, sessionId, stop),
    });
    return admitted.kind === 'refused' ? admitted : bridgeUnlessRefused(deps, leg, admitted);
  }
}

function isFinal(code: RefusalCode): boolean {
  return code === 'CLIENT_GONE' || code === 'WITHDRAWN' || code === 'NODE_CLOSED' || code === 'WAIT_OVER';
}

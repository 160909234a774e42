import type { Allow, Decision } from './decision.ts';
import type { DenyCode } from './deny-code.ts';

/** What a new decision means for a session that runs. */
export type Verdict =
  | { readonly kind: 'go-on'; readonly decision: Allow; readonly tightened: false }
  /** Goes on although a newcomer would have to wait: marked in audit, offered for cutting. */
  | { readonly kind: 'go-on'; readonly decision: Allow; readonly tightened: true }
  | { readonly kind: 'cut'; readonly code: DenyCode; readonly words: string };

/** Judges a running session by the decision that was just taken in its place (ruling D1). */
export function reassess(running: Allow, next: Decision): Verdict {
  switch (next.kind) {
    case 'allow':
      return { kind: 'go-on', decision: next, tightened: false };
    case 'deny':
      return { kind: 'cut', code: next.code, words: next.words };
    case 'pending':
      if (next.onTighten === 'cut') return { kind: 'cut', code: 'APPROVAL_REQUIRED', words: '' };
      return { kind: 'go-on', decision: { ...running, validUntil: next.validUntil, derivation: next.derivation }, tightened: true };
  }
}

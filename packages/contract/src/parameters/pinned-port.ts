import { Type } from 'typebox';
import { optional } from './param.ts';
import type { ParamFacts } from './param.ts';

/**
 * An SSH port of a host that a pinned key is good at; the number of the host's own port names the host's own keys.
 * An empty one is refused: a caller's unset variable must not stand for the host's own port, or for all.
 */
export function pinnedPort(facts: Pick<ParamFacts, 'en' | 'zh'>): ReturnType<typeof optional<Type.TInteger>> {
  return optional(Type.Integer({ minimum: 1, maximum: 65_535 }), 'public', { ...facts, empty: 'value', example: '2222' });
}

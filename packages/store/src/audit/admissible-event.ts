import type { AuditEvent } from '@sallyport/core';
import { canonicalJson } from './canonical-json.ts';

/** Of the text columns; they are indexed, and names in them come from strangers. */
const MAX_TEXT = 500;

/** Of the details' JSON; an event is never lost for being long. */
const MAX_DETAILS = 65_536;

/**
 * The event as it can be stored and read back unchanged: texts without NUL and lone surrogates (their hash would differ after a read)
 * and of bounded length, details as plain JSON. Throws when the details are no JSON, before anybody else's event is touched.
 */
export function admissibleEvent(event: AuditEvent): AuditEvent {
  return {
    instanceId: event.instanceId,
    at: event.at,
    kind: text(event.kind),
    actor: { kind: event.actor.kind, id: text(event.actor.id), name: text(event.actor.name) },
    sourceAddress: text(event.sourceAddress),
    requestId: text(event.requestId),
    sessionId: text(event.sessionId),
    outcome: text(event.outcome),
    details: details(event.details),
  };
}

function details(value: AuditEvent['details']): Record<string, unknown> {
  const json = wellFormed(canonicalJson(value));
  // The canonical text of a plain object parses to one.
  return json.length <= MAX_DETAILS ? JSON.parse(json) as Record<string, unknown> : { leftOut: 'too long', characters: json.length };
}

function text(value: string): string {
  const points = [...wellFormed(value)];
  return points.length <= MAX_TEXT ? points.join('') : points.slice(0, MAX_TEXT).join('');
}

function wellFormed(value: string): string {
  // UTF-8 has no lone surrogates: encoding puts the replacement character in their place.
  return Buffer.from(value).toString().replaceAll('\0', '\ufffd');
}

/** A value, or why there is none. Reasons never repeat what was sent: it may be a secret. */
export type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string };

export function accepted<T>(value: T): Outcome<T> {
  return { ok: true, value };
}

export function refused(reason: string): Outcome<never> {
  return { ok: false, reason };
}

import type { ChangeHint } from '@sallyport/core';
import type { Subject } from './subject.ts';

/** Finds the subjects that a hint touches without looking at the others. */
export class SubjectIndex<E extends { readonly subject: Subject }> {
  readonly #byKey = new Map<string, Set<E>>();
  readonly #keysOf = new Map<E, readonly string[]>();

  get size(): number {
    return this.#keysOf.size;
  }

  put(entry: E): void {
    this.remove(entry);
    const keys = keysOf(entry.subject);
    this.#keysOf.set(entry, keys);
    for (const key of keys) {
      const found = this.#byKey.get(key);
      if (found === undefined) this.#byKey.set(key, new Set([entry]));
      else found.add(entry);
    }
  }

  remove(entry: E): void {
    for (const key of this.#keysOf.get(entry) ?? []) {
      const found = this.#byKey.get(key);
      found?.delete(entry);
      if (found?.size === 0) this.#byKey.delete(key);
    }
    this.#keysOf.delete(entry);
  }

  touchedBy(hint: ChangeHint): Iterable<E> {
    // No decision hangs on target work.
    if (hint.kind === 'work') return [];
    return this.#byKey.get(hintKey(hint)) ?? [];
  }

  inInstance(instanceId: string): Iterable<E> {
    return this.#byKey.get(`instance:${instanceId}`) ?? [];
  }

  instances(): readonly string[] {
    return [...this.#byKey.keys()].filter((key) => key.startsWith('instance:')).map((key) => key.slice('instance:'.length));
  }

  all(): Iterable<E> {
    return this.#keysOf.keys();
  }
}

/** A policy's scope may be anything, and may just have changed: its hint touches the whole instance. */
function hintKey(hint: ChangeHint): string {
  if (hint.kind === 'instance' || hint.kind === 'policy' || hint.id === undefined) return `instance:${hint.instanceId}`;
  return `${hint.kind}:${hint.instanceId}:${hint.id}`;
}

function keysOf(subject: Subject): readonly string[] {
  const of = (instanceId: string, objects: readonly (readonly [string, string | null])[]): readonly string[] => [
    `instance:${instanceId}`,
    ...objects.filter(([, id]) => id !== null).map(([kind, id]) => `${kind}:${instanceId}:${id ?? ''}`),
  ];
  if (subject.kind === 'standing') return of(subject.instanceId, [['user', subject.userId]]);
  const question = subject.question();
  return of(question.instanceId, [
    ['user', question.userId], ['host', question.hostId], ['account', question.accountId],
    ['ticket', question.ticketId], ['session', question.sessionId],
  ]);
}

import { afterAll, beforeAll, describe } from 'vitest';
import type { OpenedStore } from '@sallyport/store';
import { STORE_ENGINES, sharedPostgres, stopSharedPostgres, storeRig } from '@sallyport/testkit';
import type { StoreEngine, StoreRig } from '@sallyport/testkit';

/** What a suite works on: an empty database of its own with one store open on it. */
export interface Subject {
  readonly engine: StoreEngine;
  readonly rig: StoreRig;
  readonly store: OpenedStore;
  /** Another empty database, for tests that open and close by themselves. */
  another(): Promise<StoreRig>;
}

afterAll(stopSharedPostgres);

/** One suite, run on every engine: an engine is done when it passes. */
export function onBothEngines(name: string, suite: (subject: Subject) => void): void {
  describe.each(STORE_ENGINES)(`${name} on %s`, (engine) => {
    let open: { rig: StoreRig; store: OpenedStore } | undefined;
    const another = async (): Promise<StoreRig> => storeRig(engine, engine === 'postgres' ? await sharedPostgres() : undefined);
    beforeAll(async () => {
      const rig = await another();
      open = { rig, store: await rig.open() };
    }, 60_000);
    afterAll(async () => { await open?.rig[Symbol.asyncDispose](); });
    const present = (): { rig: StoreRig; store: OpenedStore } => {
      if (open === undefined) throw new Error('the suite has not begun');
      return open;
    };
    suite({ engine, another, get rig() { return present().rig; }, get store() { return present().store; } });
  });
}

export type CauseName = 'lock' | 'cancel' | 'expiry';

/** Typing hard begins that long before a permission ends. */
export const TYPING_MS = 150;

/** When a permission was over. */
export interface Ended {
  /** CLOCK_MONOTONIC in ms; undefined: nobody called, time did it. */
  readonly call: { readonly sent: number; readonly answered: number } | undefined;
  /** CLOCK_MONOTONIC in ms. To be asked when both legs are closed: finding out takes the processor from those who are measured. */
  readonly at: () => Promise<number>;
}

/** An engineer who may log on until `end`. */
export interface Admitted {
  readonly login: string;
  /** Resolves when typing hard is to begin. */
  nearing(): Promise<void>;
  /** Resolves when the permission has been ended, or when nothing but time is missing. */
  end(): Promise<Ended>;
}

/** What ends the permission of a batch of engineers, one after the other. */
export interface CutCause {
  readonly name: CauseName;
  /** What the engineer is told. */
  readonly told: RegExp;
  admit(): Promise<readonly Admitted[]>;
  /** When all of a batch are cut. */
  tidy(): Promise<void>;
}

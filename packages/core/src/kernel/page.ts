/** 1-based page; `size` ≥ 1. */
export interface PageRequest {
  readonly number: number;
  readonly size: number;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** Of all pages together. */
  readonly total: number;
}

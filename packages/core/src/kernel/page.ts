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

/** Some items of a list from an offset on, as the service-ticket API pages: `offset` ≥ 0 need not be a multiple of `limit`; 0 asks for the total alone. */
export interface Slice {
  readonly offset: number;
  readonly limit: number;
}

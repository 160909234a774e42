/**
 * A domain object as its row on both engines: booleans are 0 or 1, the named members are ids and travel as numbers,
 * times stay milliseconds. Column names are the snake case of the members.
 */
export type Row<T, Ids extends keyof T = never> = {
  -readonly [K in keyof T]: K extends Ids ? (null extends T[K] ? number | null : number) : T[K] extends boolean ? number : T[K];
};

export type Bit = 0 | 1;

export function bit(value: boolean): Bit {
  return value ? 1 : 0;
}

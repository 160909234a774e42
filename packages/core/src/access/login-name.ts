/** What an SSH login name asks for. */
export type LoginName =
  | { readonly kind: 'menu'; readonly user: string }
  | { readonly kind: 'direct'; readonly user: string; readonly account: string; readonly host: string }
  | { readonly kind: 'malformed' };

const MAX_LENGTH = 400;

/**
 * Readings of a login name, likeliest first. Names are parsed from the right because user names may contain `@`:
 * `user@account@host`, `user#account#host`, `user%account%host`. A name with fewer than two separators is a plain user.
 * `zhang@corp` (one `@`) is therefore a user, never an account (ruling F1).
 */
export function parseLoginName(name: string): LoginName {
  if (name.length === 0 || name.length > MAX_LENGTH) return { kind: 'malformed' };
  for (const separator of ['#', '%', '@']) {
    const last = name.lastIndexOf(separator);
    const middle = last > 0 ? name.lastIndexOf(separator, last - 1) : -1;
    if (middle <= 0) continue;
    const account = name.slice(middle + 1, last);
    const host = name.slice(last + 1);
    if (account === '' || host === '') return { kind: 'malformed' };
    return { kind: 'direct', user: name.slice(0, middle), account, host };
  }
  return { kind: 'menu', user: name };
}

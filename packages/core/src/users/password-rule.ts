/** 8 to 128 characters with an upper and a lower case letter, a digit and something else, nothing unprintable. Source: page CreateUser. */
export function isStrongPassword(password: string): boolean {
  const length = [...password].length;
  if (length < 8 || length > 128) return false;
  if (/\p{C}/u.test(password)) return false;
  return /[A-Z]/.test(password) && /[a-z]/.test(password) && /[0-9]/.test(password) && /[^A-Za-z0-9]/.test(password);
}

/** No control, format or unassigned characters: such a name could not be shown, typed or logged safely. */
export function isPlainText(text: string): boolean {
  return !/[\p{Cc}\p{Cf}\p{Cn}\p{Zl}\p{Zp}]/u.test(text) && text.trim() === text;
}

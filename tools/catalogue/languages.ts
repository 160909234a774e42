export function isEnglish(text: string): boolean {
  return /[A-Za-z]{2}/.test(text) && !/\p{Script=Han}/u.test(text);
}

export function isChinese(text: string): boolean {
  return /\p{Script=Han}/u.test(text);
}

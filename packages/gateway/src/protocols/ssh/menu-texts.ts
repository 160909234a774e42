import { activeAddress, terminalSafe } from '@sallyport/core';
import type { Language } from '@sallyport/core';
import { loginPort } from '../../session/gate/target.ts';
import type { Target } from '../../session/gate/target.ts';

export const PROMPT = 'sallyport> ';

export const MENU_TEXTS = {
  welcome: { en: 'Your assets. Type a number to open one, or help.', zh: '您的资产。输入编号打开，输入 help 查看帮助。' },
  none: { en: 'Nothing is granted to you here.', zh: '没有可用的资产。' },
  noMatch: { en: 'No asset matches.', zh: '没有匹配的资产。' },
  more: { en: 'More: n (next), p (previous).', zh: '更多：n（下一页），p（上一页）。' },
  unknownNumber: { en: 'No asset has been shown with this number.', zh: '没有显示过该编号的资产。' },
  helpOpen: { en: '  <number>, open <number>   open an asset', zh: '  <编号>、open <编号>   打开资产' },
  helpFind: { en: '  <text>, find <text>       show what contains it', zh: '  <文字>、find <文字>   按文字筛选' },
  helpPages: { en: '  list, n, p                all, next page, previous page', zh: '  list、n、p            全部、下一页、上一页' },
  helpLeave: { en: '  exit, q, Ctrl-D           leave', zh: '  exit、q、Ctrl-D       退出' },
} as const satisfies Record<string, Readonly<Record<Language, string>>>;

/** One row; names come from people and are stripped of control characters. */
export function menuRow(number: number, target: Target): string {
  const { host, account } = target;
  const login = `${terminalSafe(account.name, 64)}@${terminalSafe(host.hostName, 64)}`;
  return `${String(number).padStart(4)}  ${login.padEnd(40)}  ${terminalSafe(activeAddress(host), 64)}:${String(loginPort(target))}`;
}

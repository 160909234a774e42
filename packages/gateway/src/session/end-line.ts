import { DENY_PHRASES, terminalSafe } from '@sallyport/core';
import type { Language, Phrase, SessionEndReason } from '@sallyport/core';

type OwnReason = Exclude<SessionEndReason, keyof typeof DENY_PHRASES>;

const OWN: Readonly<Record<OwnReason, Phrase>> = {
  'client-closed': { en: 'You have left.', zh: '您已退出。' },
  'target-closed': { en: 'The asset closed the connection.', zh: '资产关闭了连接。' },
  'target-unreachable': { en: 'The asset cannot be reached any more.', zh: '无法再连接该资产。' },
  'recording-failed': { en: 'The session can no longer be recorded.', zh: '会话无法继续录制。' },
  'node-stopped': { en: 'The bastion is being stopped.', zh: '堡垒机正在停止。' },
  'node-lost': { en: 'The bastion node has failed.', zh: '堡垒机节点故障。' },
  'store-lost': { en: 'The bastion has lost its database and can no longer vouch for your permission.', zh: '堡垒机失去数据库连接，无法继续确认您的权限。' },
  'internal-error': { en: 'Your permission can no longer be checked.', zh: '无法继续核实您的权限。' },
};

const PHRASES: Readonly<Record<SessionEndReason, Phrase>> = { ...DENY_PHRASES, ...OWN };

/** The one line that an engineer reads when a session is ended under him. No control characters, no line break. */
export function endLine(reason: SessionEndReason, words: string, language: Language): string {
  const said = terminalSafe(words, 1_000).trim();
  const why = said === '' ? PHRASES[reason][language] : `${PHRASES[reason][language]} ${said}`;
  return language === 'zh' ? `[sallyport] 会话已结束：${why}` : `[sallyport] Your session was ended: ${why}`;
}

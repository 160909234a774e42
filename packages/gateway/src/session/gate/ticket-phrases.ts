import { terminalSafe } from '@sallyport/core';
import type { EpochMs, Id, Language } from '@sallyport/core';

/** Lines of a log-on that waits for its ticket. */
export const TICKET_LINES = {
  waits: (id: Id, language: Language): string => (language === 'zh'
    ? `本次登录需要审批。运维工单 ${id} 正在等待审批。`
    : `This log-on needs an approval. Ticket ${id} waits for a decision.`),
  howToLeave: (language: Language): string => (language === 'zh'
    ? '断开连接不会撤回申请；连按两次 Ctrl-C 撤回。'
    : 'Disconnecting leaves the request open; press Ctrl-C twice to withdraw it.'),
  elapsed: (id: Id, ms: number, language: Language): string => (language === 'zh'
    ? `工单 ${id} 等待审批中 … ${clock(ms)}`
    : `Waiting for ticket ${id} … ${clock(ms)}`),
  accepted: (id: Id, words: string, language: Language): string => {
    const said = terminalSafe(words).trim();
    const line = language === 'zh' ? `工单 ${id} 已通过。` : `Ticket ${id} was accepted.`;
    return said === '' ? line : `${line} ${said}`;
  },
  window: (until: EpochMs, timeZone: string, language: Language): string => (language === 'zh'
    ? `有效期至 ${wall(until, timeZone)}（${timeZone}）。`
    : `It is good until ${wall(until, timeZone)} (${timeZone}).`),
  released: (language: Language): string => (language === 'zh' ? '不再需要审批。' : 'An approval is not needed any more.'),
  ticket: (id: Id, language: Language): string => (language === 'zh' ? `（工单 ${id}）` : `(ticket ${id})`),
};

function clock(ms: number): string {
  const seconds = Math.floor(ms / 1_000);
  return `${String(Math.floor(seconds / 60))}:${String(seconds % 60).padStart(2, '0')}`;
}

function wall(at: EpochMs, timeZone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'medium', timeZone }).format(at);
}

import { DENY_PHRASES, terminalSafe } from '@sallyport/core';
import type { DenyCode, Language, Phrase } from '@sallyport/core';

/** Refusals that are not decisions about a permission: the gate's own, said like those of `decide`. */
export const GATE_PHRASES = {
  NODE_CLOSED: { en: 'The bastion admits nobody at the moment; try again in a minute.', zh: '堡垒机暂时无法受理登录，请稍后重试。' },
  NODE_STOPPING: { en: 'The bastion is being stopped; log on again in a minute.', zh: '堡垒机正在停止，请稍后重新登录。' },
  TOO_MANY_CONNECTIONS: { en: 'The bastion carries as many connections as it may.', zh: '堡垒机连接数已达上限。' },
  LOGIN_NAME_MALFORMED: { en: 'Log on as user@account@host, or as user for a menu.', zh: '请以 用户@账户@主机 登录，或仅以用户名登录以打开菜单。' },
  HOST_AMBIGUOUS: { en: 'Several of your hosts are called so; name one by its id:', zh: '有多台同名主机，请使用主机 ID 指定：' },
  MENU_NEEDS_TERMINAL: { en: 'The menu needs a terminal. To run a command log on as user@account@host.', zh: '菜单需要终端。执行命令请以 用户@账户@主机 登录。' },
  SUBSYSTEM_UNAVAILABLE: { en: 'File transfer and other subsystems are not available in this version.', zh: '本版本尚不支持文件传输及其他子系统。' },
  FORWARD_UNAVAILABLE: { en: 'Forwarding is not available in this version.', zh: '本版本尚不支持转发。' },
  SHELL_FORBIDDEN: { en: 'The policy forbids shells here.', zh: '策略禁止在此打开 Shell。' },
  EXEC_FORBIDDEN: { en: 'The policy forbids running commands here.', zh: '策略禁止在此执行命令。' },
  TOO_MANY_PENDING_TICKETS: { en: 'You have too many requests waiting; withdraw one or wait for a decision.', zh: '您等待审批的申请过多，请撤回或等待处理。' },
  WAIT_OVER: { en: 'Nobody has decided yet. Your request stays open; log on again once it is accepted.', zh: '尚无人审批。您的申请仍然有效，审批通过后请重新登录。' },
  WITHDRAWN: { en: 'You have withdrawn your request.', zh: '您已撤回申请。' },
  CLIENT_GONE: { en: 'The client has disconnected.', zh: '客户端已断开。' },
  LEFT: { en: 'Bye.', zh: '再见。' },
  IDLE: { en: 'Nothing was chosen for too long.', zh: '长时间未选择资产。' },
  TARGET_ADDRESS_DENIED: { en: 'The address of this asset is one that the bastion must not connect to.', zh: '该资产的地址不允许由堡垒机连接。' },
  TARGET_UNREACHABLE: { en: 'The asset cannot be reached.', zh: '无法连接该资产。' },
  TARGET_LOGIN_FAILED: { en: 'The asset refused the stored credential of this account.', zh: '资产拒绝了该账户的托管凭据。' },
  TARGET_PROTOCOL: { en: 'The asset and the bastion have no common SSH algorithms, or the asset does not speak SSH.', zh: '资产与堡垒机没有共同的 SSH 算法，或该资产不支持 SSH。' },
  NO_CREDENTIAL: { en: 'No credential is stored for this account.', zh: '该账户未托管凭据。' },
  CREDENTIAL_UNUSABLE: { en: 'The stored credential of this account cannot be used.', zh: '该账户的托管凭据无法使用。' },
  HOST_KEY_CHANGED: { en: 'THE HOST KEY OF THIS ASSET HAS CHANGED. Somebody may be in between; nothing was sent to it. Ask an administrator to check and clear the pinned key.', zh: '该资产的主机密钥已变更，可能存在中间人攻击；未向其发送任何凭据。请联系管理员核实并清除已固定的密钥。' },
  HOST_KEY_UNAPPROVED: { en: 'The host key of this asset has not been approved by an administrator yet.', zh: '该资产的主机密钥尚未经管理员确认。' },
  RECORDING_UNAVAILABLE: { en: 'The session cannot be recorded, and without a recording there is no session.', zh: '无法录制会话；未录制则不允许会话。' },
  INTERNAL: { en: 'Something is broken in the bastion; your administrator finds the cause in its log.', zh: '堡垒机内部错误，请联系管理员查看日志。' },
} as const satisfies Record<string, Phrase>;

export type GateCode = keyof typeof GATE_PHRASES;
export type RefusalCode = DenyCode | GateCode;

/** A log-on that ends before it became a session. */
export interface Refusal<Code extends RefusalCode = RefusalCode> {
  readonly kind: 'refused';
  readonly code: Code;
  /** Words of people or targets that belong to it; not yet fit for a terminal. */
  readonly words: string;
}

export function refusal<Code extends RefusalCode>(code: Code, words = ''): Refusal<Code> {
  return { kind: 'refused', code, words };
}

const PHRASES: Readonly<Record<RefusalCode, Phrase>> = { ...DENY_PHRASES, ...GATE_PHRASES };

/** The engineer's line: our phrase, then what somebody said, stripped of control characters. */
export function phraseOf(code: RefusalCode, words: string, language: Language): string {
  const phrase = PHRASES[code];
  const said = terminalSafe(words, 1_000).trim();
  return said === '' ? phrase[language] : `${phrase[language]} ${said}`;
}

/** `zh`, `zh-cn`, `zh_CN`: Chinese; anything else: English. */
export function languageOf(setting: string): Language {
  return setting.toLowerCase().startsWith('zh') ? 'zh' : 'en';
}

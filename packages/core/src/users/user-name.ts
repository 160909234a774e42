import type { UserSource } from './user.ts';

// Directory and cloud accounts bring names such as `zhang.san@corp`; local ones stay plain, so that a login name has one reading.
const LOCAL = /^[\p{L}\p{Nd}_.-]{1,128}$/u;
const FOREIGN = /^[\p{L}\p{Nd}_.@-]{1,128}$/u;

/** Whether the name may belong to a bastion user. Laxer than page CreateUser, whose clients use hyphens and dots themselves. */
export function isUserName(name: string, source: UserSource): boolean {
  return (source === 'Local' ? LOCAL : FOREIGN).test(name);
}

import type { Phrase } from '../kernel/phrases.ts';

/**
 * Every reason for which a log-on is refused or a session is cut, with the line that its engineer reads.
 * Gateways speak these without `contract` (ruling I6).
 */
export const DENY_PHRASES = {
  INSTANCE_NOT_FOUND: { en: 'This bastion instance does not exist.', zh: '该堡垒机实例不存在。' },
  USER_NOT_FOUND: { en: 'Your user has been deleted.', zh: '您的用户已被删除。' },
  USER_LOCKED: { en: 'Your user has been locked by an administrator.', zh: '您的用户已被管理员锁定。' },
  USER_NOT_YET_VALID: { en: 'Your user is not valid yet.', zh: '您的用户尚未生效。' },
  USER_EXPIRED: { en: 'Your user has expired.', zh: '您的用户已过期。' },
  USER_REMOTE_DELETED: { en: 'Your account no longer exists in the directory that it comes from.', zh: '您的账号在来源目录中已不存在。' },
  USER_REMOTE_FROZEN: { en: 'Your account is disabled in the directory that it comes from.', zh: '您的账号在来源目录中已被禁用。' },
  PASSWORD_CHANGE_REQUIRED: { en: 'You must change your password first; ask an administrator to reset it.', zh: '您必须先修改密码，请联系管理员重置。' },
  TWO_FACTOR_UNAVAILABLE: { en: 'Your user requires a second factor, which this version cannot check yet; it admits nobody without it.', zh: '您的用户要求双因子认证，本版本尚不能校验，因此拒绝登录。' },
  ASSET_NOT_FOUND: { en: 'This asset does not exist or has been deleted.', zh: '该资产不存在或已被删除。' },
  ACCOUNT_NOT_FOUND: { en: 'This account does not exist on the asset or has been deleted.', zh: '该资产账户不存在或已被删除。' },
  ASSET_RELEASED: { en: 'The instance behind this asset has been released.', zh: '该资产对应的实例已释放。' },
  PROTOCOL_MISMATCH: { en: 'This account does not use this protocol.', zh: '该资产账户不支持此协议。' },
  NETWORK_DOMAIN_UNAVAILABLE: { en: 'This asset is in a network domain, which this version cannot reach yet.', zh: '该资产属于网络域，本版本尚不能连接。' },
  SHARE_KEY_UNAVAILABLE: { en: 'This account uses a shared key, which this version cannot use yet.', zh: '该资产账户使用共享密钥，本版本尚不支持。' },
  LEGACY_KEX_UNAVAILABLE: { en: 'This asset demands an old key exchange, which this version does not offer.', zh: '该资产要求旧的密钥交换算法，本版本不提供。' },
  NOT_GRANTED: { en: 'You have no permission for this account on this asset.', zh: '您没有该资产账户的权限。' },
  GRANT_NOT_YET_VALID: { en: 'Your permission for this asset is not valid yet.', zh: '您对该资产的授权尚未生效。' },
  GRANT_EXPIRED: { en: 'Your permission for this asset has expired.', zh: '您对该资产的授权已过期。' },
  AUTHORIZATION_CANCELED: { en: 'The customer has withdrawn the authorization.', zh: '客户已取消授权。' },
  AUTHORIZATION_RECALLED: { en: 'The authorization has been recalled by whoever asked for it.', zh: '授权申请方已撤回该授权。' },
  AUTHORIZATION_EXPIRED: { en: 'The time of the authorization is over.', zh: '授权时间已结束。' },
  CASE_CLOSED: { en: 'The service ticket of the authorization has been closed.', zh: '授权所属的工单已关闭。' },
  ACCOUNT_REQUIRED: { en: 'You are granted this host without accounts; logging on with a credential of your own is switched off.', zh: '您被授权了该主机但没有主机账户；自行输入凭据的登录方式未开启。' },
  TICKET_REJECTED: { en: 'Your request was rejected.', zh: '您的申请已被拒绝。' },
  TICKET_WITHDRAWN: { en: 'Your request was withdrawn.', zh: '您的申请已撤回。' },
  TICKET_EXPIRED: { en: 'Your request expired before anybody decided it.', zh: '您的申请在审批前已过期。' },
  TICKET_CLOSED: { en: 'Your request was closed.', zh: '您的申请已被关闭。' },
  TICKET_REVOKED: { en: 'The approval of this session was revoked.', zh: '本次会话的审批已被撤销。' },
  TICKET_NOT_YET_VALID: { en: 'Your approved period has not begun yet.', zh: '审批通过的时间段尚未开始。' },
  TICKET_USED: { en: 'Your approval was good for one log-on and has been used.', zh: '您的审批仅限一次登录，且已被使用。' },
  TICKET_OVER: { en: 'Your approved period has ended.', zh: '审批通过的时间段已结束。' },
  SESSION_ENDED: { en: 'An administrator has ended this session.', zh: '管理员已结束本次会话。' },
  APPROVAL_REQUIRED: { en: 'The policy now requires an approval and ends sessions without one.', zh: '策略现在要求审批，未审批的会话将被终止。' },
} as const satisfies Record<string, Phrase>;

export type DenyCode = keyof typeof DENY_PHRASES;

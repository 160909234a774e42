import { Type } from 'typebox';

export const enableDisable = Type.Enum(['Enable', 'Disable']);
export const onOff = Type.Enum(['On', 'Off']);
export const aclType = Type.Enum(['white', 'black']);
export const accountIdScope = Type.Enum(['All', 'AccountId']);
export const accountNameScope = Type.Enum(['All', 'AccountName']);
/** Lower wins; among equals the newest policy wins. */
export const priority = Type.Integer({ minimum: 1, maximum: 100 });

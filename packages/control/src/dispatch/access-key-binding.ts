import type { SealBinding } from '@sallyport/core';

/** Where an access key's secret is bound in the vault. */
export function accessKeyBinding(instanceId: string, accessKeyId: string): SealBinding {
  return { instanceId, table: 'access_keys', row: accessKeyId, field: 'secret' };
}

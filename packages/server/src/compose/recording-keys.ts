import type { SealBinding, Vault } from '@sallyport/core';
import type { RecordingKeys } from '@sallyport/recording';

/** Data keys of recordings, sealed by the vault and bound to the recording that they belong to. */
export function recordingKeys(vault: Vault): RecordingKeys {
  const binding = (recordingId: string, instanceId: string): SealBinding => ({ instanceId, table: 'recordings', row: recordingId, field: 'key' });
  return {
    wrap: (recordingId, instanceId, key) => vault.seal(binding(recordingId, instanceId), key),
    unwrap: (recordingId, instanceId, wrapped) => vault.open(binding(recordingId, instanceId), wrapped),
  };
}

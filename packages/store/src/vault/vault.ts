import type { SealBinding, Vault } from '@sallyport/core';
import type { DataKeys } from './data-keys.ts';
import { openBlob, sealBlob } from './sealed-blob.ts';

/** Envelope encryption over the instances' data keys. */
export function createVault(keys: DataKeys): Vault {
  return {
    async seal(binding, plaintext) {
      return sealBlob(await keys.of(binding.instanceId), place(binding), plaintext);
    },
    async open(binding, sealed) {
      return openBlob(await keys.of(binding.instanceId), place(binding), sealed);
    },
  };
}

function place(binding: SealBinding): readonly string[] {
  return ['value', binding.instanceId, binding.table, binding.row, binding.field];
}

import { CreateAccessKey } from './create-access-key.ts';
import { CreateTemporaryAccessKey } from './create-temporary-access-key.ts';
import { DeleteAccessKey } from './delete-access-key.ts';
import { ListAccessKeys } from './list-access-keys.ts';
import { RevokeTemporaryAccess } from './revoke-temporary-access.ts';

export const accessKeys = { CreateAccessKey, CreateTemporaryAccessKey, DeleteAccessKey, ListAccessKeys, RevokeTemporaryAccess } as const;

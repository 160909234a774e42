import { CreateAccessKey } from './create-access-key.ts';
import { DeleteAccessKey } from './delete-access-key.ts';
import { ListAccessKeys } from './list-access-keys.ts';

export const accessKeys = { CreateAccessKey, DeleteAccessKey, ListAccessKeys } as const;

import { CreateUserPublicKey } from './create-user-public-key.ts';
import { DeleteUserPublicKey } from './delete-user-public-key.ts';
import { ListUserPublicKeys } from './list-user-public-keys.ts';

export const publicKeys = { CreateUserPublicKey, DeleteUserPublicKey, ListUserPublicKeys } as const;

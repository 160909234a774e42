import { CreateUserPublicKey } from './create-user-public-key.ts';
import { DeleteUserPublicKey } from './delete-user-public-key.ts';
import { ListUserPublicKeys } from './list-user-public-keys.ts';
import { ModifyUserPublicKey } from './modify-user-public-key.ts';

export const publicKeys = { CreateUserPublicKey, DeleteUserPublicKey, ListUserPublicKeys, ModifyUserPublicKey } as const;

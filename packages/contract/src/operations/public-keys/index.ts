export { CreateUserPublicKey } from './create-user-public-key.ts';
export { DeleteUserPublicKey } from './delete-user-public-key.ts';
export { ListUserPublicKeys } from './list-user-public-keys.ts';

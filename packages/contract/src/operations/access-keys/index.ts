export { CreateAccessKey } from './create-access-key.ts';
export { DeleteAccessKey } from './delete-access-key.ts';
export { ListAccessKeys } from './list-access-keys.ts';

import { domainId } from '../../src/identity/domain-id.ts';
import { INSTANCE } from '../api.ts';

/** Principals of the tests belong to these domains. */
export const ADMIN_DOMAIN_ID = domainId(INSTANCE, '1001');
export const OTHER_DOMAIN_ID = domainId(INSTANCE, '1002');

import type { AssetTables } from './assets.ts';
import type { OperationTables } from './operation.ts';
import type { PeopleTables } from './people.ts';
import type { ServiceTicketTables } from './service-tickets.ts';
import type { TargetWorkTables } from './target-work.ts';

export interface Schema extends PeopleTables, AssetTables, OperationTables, ServiceTicketTables, TargetWorkTables {}

import type { AssetTables } from './assets.ts';
import type { OperationTables } from './operation.ts';
import type { PeopleTables } from './people.ts';

export interface Schema extends PeopleTables, AssetTables, OperationTables {}

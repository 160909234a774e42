import { ListCaseCategories } from './list-case-categories.ts';
import { ListProblemTypes } from './list-problem-types.ts';
import { ListProductCategories } from './list-product-categories.ts';
import { ListRegions } from './list-regions.ts';
import { ListSeverities } from './list-severities.ts';

/** Of the service-ticket API. */
export const restCaseConfiguration = { ListCaseCategories, ListProblemTypes, ListProductCategories, ListRegions, ListSeverities } as const;

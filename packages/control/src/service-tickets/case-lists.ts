/** A name in both languages. */
export interface ListName {
  readonly zh: string;
  readonly en: string;
}

interface Listed {
  readonly id: string;
  readonly name: ListName;
  /** Sites (X-Site) whose lists it is in. */
  readonly sites: readonly (0 | 1)[];
}

export interface ProductCategory extends Listed {
  readonly description: ListName;
  readonly acronym: string;
}

/** A kind of ticket with the products that it may be about. */
export interface CaseCategory extends Listed {
  readonly products: readonly ProductCategory[];
}

export interface ProblemType extends Listed {
  /** 0: consulting; 5: fault, which needs a region. */
  readonly caseType: '0' | '5';
  /** Ids of the product categories that it fits; empty: all. */
  readonly productCategoryIds: readonly string[];
}

export interface Severity extends Listed {
  /** Ids of the problem types that it fits; empty: all. */
  readonly businessTypeIds: readonly string[];
}

export interface CaseRegion extends Listed {
  /** 0: mainland China, 1: international. */
  readonly type: 0 | 1;
  readonly sensitive: boolean;
}

/** The configuration lists of service tickets, from files that an operator can edit. */
export interface CaseLists {
  readonly categories: readonly CaseCategory[];
  readonly problemTypes: readonly ProblemType[];
  readonly severities: readonly Severity[];
  readonly regions: readonly CaseRegion[];
}

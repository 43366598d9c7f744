/** What the module of this version is given as `data.cloison.facts`. Packed, it is written out (`scripts/pack-contracts.ts`). */
import { committedRows } from '../facts/committed.ts';
import { policyData } from '../facts/policy-data.ts';

export const committedData = (): unknown => policyData(committedRows);

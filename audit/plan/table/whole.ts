/** The table of this version, made of its files. Packed, it is written out ready to be looked up (`scripts/pack-table.ts`). */
import { madeOfTypes, outOfScopeTypes, tableFiles } from './files.ts';
import { tableOf, type ResourceTable } from './tableOf.ts';

export const wholeTable = (): ResourceTable => tableOf(tableFiles, outOfScopeTypes, madeOfTypes);

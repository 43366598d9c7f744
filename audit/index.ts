/** SOURCES TO OBSERVATIONS. Reads what is, never writes, concludes nothing. */
export { collect, kindOf, scopesOf, type CollectContext, type CollectionLine } from './collect.ts';
export { readCollection, collectionText, writeCollection, type ReadCollection } from './collection.ts';
export { peer } from './peer.ts';
export {
  defaultBudget,
  gapReasons,
  placeKinds,
  type Answer,
  type Budget,
  type Classified,
  type Classify,
  type Fingerprint,
  type GapReason,
  type Mask,
  type PlaceKind,
  type Scope,
  type Source,
  type SourceContext,
  type Tally,
  type Transport,
  type WhoIs,
} from './source.ts';
export { sources } from './sources.ts';
export { auditWords } from './words.ts';
export {
  inputKinds,
  secretLeaf,
  unknownLeaf,
  type InputKind,
  type Planned,
  type PlanInput,
  type Shortfall,
  type Told,
} from './plan/told.ts';
export { type Movement, type PlanReading, type PlanRow } from './plan/reading.ts';
export { openPlan, openPlanLists, openPlans } from './plan/open.ts';
export { readPlan, type ReadPlanOptions } from './plan/readPlan.ts';
export { binaryPlanIn, type BinaryPlan, type Snapshot } from './plan/terraform/snapshot/snapshot.ts';
export { destroyedIn } from './plan/terraform/written/destroyed.ts';
export { type ConfigurationFolder } from './plan/terraform/written/modules.ts';
export { writtenIn, type Written } from './plan/terraform/written/written.ts';
export { principalKindsOf } from './plan/join/rights/named.ts';
export { resourceTable } from './plan/table/table.ts';

/** MAKES IT SO: programs planned without Pulumi's command line, and the components that sovereign stacks are built of. */
export { seeingProviders } from './components/seeingProviders.ts';
export { readersOf } from './components/cluster/readers.ts';
export { SovereignNamespace, type SovereignNamespaceArgs } from './components/cluster/sovereignNamespace.ts';
export { SovereignVolume, type SovereignVolumeArgs } from './components/cluster/sovereignVolume.ts';
export {
  SovereignBucket,
  type BucketFactory,
  type BucketWish,
  type PlainStore,
  type SovereignBucketArgs,
} from './components/store/sovereignBucket.ts';
export { type PlanDocument, type PlanOp, type PlanStep } from './engine/document.ts';
export { planStack, type PlannedStack, type PlanRequest } from './engine/plan.ts';
export { type Registration } from './engine/registration.ts';
export { type RunLimits } from './engine/run.ts';
export { unknownValue, type Wire } from './engine/values.ts';
export { Unplannable, type UnplannableCode } from './engine/unplannable.ts';
export {
  inZone,
  type TransformArgs,
  type TransformResult,
  type ZoneJudge,
  type ZoneTransform,
} from './transform/inZone.ts';
export { type Claim, type Constructed, type Judge, type Refusal } from './transform/judge.ts';
export { type Plain } from './transform/settle.ts';

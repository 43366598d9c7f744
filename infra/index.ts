/** MAKES IT SO: the components that sovereign stacks are built of. They come with Pulumi's SDK; the engine has a door of its own. */
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
export {
  inZone,
  type TransformArgs,
  type TransformResult,
  type ZoneJudge,
  type ZoneTransform,
} from './transform/inZone.ts';
export { type Claim, type Constructed, type Judge, type Plain, type Refusal } from './transform/judge.ts';

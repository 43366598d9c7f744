/** Observations → questions → decisions → findings. The policies conclude; the joins that feed them are pure. */
export { bundleFiles, bundleTexts, maxBundleBytes, type BundleFile } from './bundle/archive.ts';
export { bundleDigest, bundleType, signBundle, type Authority } from './bundle/authority.ts';
export { openBundle, type Bundle, type Opening } from './bundle/bundle.ts';
export { judgeWith } from './bundle/judgeWith.ts';
export { packBundle } from './bundle/pack.ts';
export { type Deadline } from './bundle/apart.ts';
export { catalogueOf, committedEngine, committedFacts, committedModule, committedPin } from './engine/committed.ts';
export { loadEngine, maxQuestionBytes, type Engine } from './engine/engine.ts';
export { committedRows } from './facts/committed.ts';
export { loadFacts, type Facts } from './facts/facts.ts';
export { policyData } from './facts/policy-data.ts';
export { type Answer } from './schema/answer.ts';
export { isQuestion, Question, stages, type Stage } from './schema/question.ts';
export { ask, put, type Judged } from './ask.ts';
export { type Gap } from './coverage.ts';
export { type WaiverUse } from './exceptions.ts';
export { judge, type BundleJudgement, type Judgement } from './judge.ts';
export {
  judgedOf,
  judgePlan,
  judging,
  type PlanJudgement,
  type PlanQuestions,
  type PlanWatch,
} from './plan/judgePlan.ts';
export { remembering } from './plan/remembering.ts';
export { speltOf, type SpeltJudged } from './plan/spelt.ts';
export { lapsesOf, waiverControl } from './exceptions.ts';
export { grantedOf } from './granting.ts';
export { accessQuestion, type Reach } from './questions/access.ts';
export { contentQuestion, placementQuestion, type ClassFact } from './questions/container.ts';
export { chainOf, type Chain } from './questions/chain.ts';
export { countryOf } from './questions/place.ts';
export { planeQuestion, zoneQuestion } from './questions/register.ts';
export { waiverQuestion } from './questions/waiver.ts';
export { viewOf, type PaperState, type Premises, type View, type WaiverPaper } from './questions/view.ts';
export { controlIds, controlSince } from './since.ts';
export { policyWords } from './words.ts';
export { premisesFrom } from './questions/premises.ts';
export {
  judgeChange,
  looseningControl,
  withChange,
  type ChangeJudgement,
  type EstateChange,
} from './loosening/judgeChange.ts';
export { looseningsOf } from './loosening/loosening.ts';
export type { Loosening } from './loosening/shape.ts';
export { stageLoosenings } from './loosening/stages.ts';
export { trustLoosenings } from './loosening/trust.ts';
export { type ChangeSignature } from './questions/loosening.ts';

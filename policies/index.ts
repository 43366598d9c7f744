/** Observations → questions → decisions → findings. The policies conclude; the joins that feed them are pure. */
export { catalogueOf, committedEngine, committedFacts, committedModule, committedPin } from './engine/committed.ts';
export { loadEngine, maxQuestionBytes, type Engine } from './engine/engine.ts';
export { committedRows } from './facts/committed.ts';
export { loadFacts, type Facts } from './facts/facts.ts';
export { policyData } from './facts/policy-data.ts';
export { type Answer } from './schema/answer.ts';
export { isQuestion, Question, stages, type Stage } from './schema/question.ts';
export { ask, put, type Judged } from './ask.ts';
export { type Gap } from './coverage.ts';
export { judge, type Judgement, type WaiverUse } from './judge.ts';
export { accessQuestion, type Reach } from './questions/access.ts';
export { contentQuestion, placementQuestion, type ClassFact } from './questions/container.ts';
export { chainOf, type Chain } from './questions/chain.ts';
export { countryOf } from './questions/place.ts';
export { planeQuestion, waiverQuestion, zoneQuestion } from './questions/register.ts';
export { viewOf, type PaperState, type Premises, type View, type WaiverPaper } from './questions/view.ts';
export { policyWords } from './words.ts';

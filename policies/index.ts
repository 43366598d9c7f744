/** Observations → questions → decisions → findings. The policies conclude; the joins that feed them are pure. */
export { catalogueOf, committedEngine, committedFacts, committedModule, committedPin } from './engine/committed.ts';
export { loadEngine, maxQuestionBytes, type Engine } from './engine/engine.ts';
export { committedRows } from './facts/committed.ts';
export { loadFacts, type Facts } from './facts/facts.ts';
export { policyData } from './facts/policy-data.ts';
export { type Answer } from './schema/answer.ts';
export { Question, stages, type Stage } from './schema/question.ts';

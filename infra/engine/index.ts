/**
 * Programs planned without Pulumi's command line. A door of its own, because it comes with no SDK: it speaks to the one that
 * the program brings, and whoever plans need have none installed beside Cloison.
 */
export { type PlanOp, type PlanStep } from './document.ts';
export { planStack, type PlannedStack } from './plan.ts';
export { type Registration } from './registration.ts';
export { Unplannable } from './unplannable.ts';
export { unknownValue, type Wire } from './values.ts';

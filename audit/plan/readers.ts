/** Every reader of plans, by one line each. */
import type { PlanReader } from './reader.ts';

export const planReaders: readonly PlanReader[] = [];

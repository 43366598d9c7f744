/** Names at the top of a plan by which it would configure its judge: no tool writes them, so somebody added them by hand. */
import { judgeKeys } from '../collectionLine.ts';

/** Pulumi keeps the settings of a stack under `config`: of its files that name is none of these. */
export const refusedInPulumi: ReadonlySet<string> = new Set([...judgeKeys].filter((key) => key !== 'config'));
export const refusedInTerraform: ReadonlySet<string> = judgeKeys;

/** Every reader of plans, by one line each. */
import { kubernetesReader } from './kubernetes/reader.ts';
import { pulumiEventAnswer, pulumiEventLog } from './pulumi/eventReaders.ts';
import { pulumiExport } from './pulumi/export.ts';
import { pulumiPreview } from './pulumi/preview.ts';
import { pulumiPlan } from './pulumi/updatePlan.ts';
import type { PlanReader } from './reader.ts';
import { terraformPlan } from './terraform/reader.ts';

export const planReaders: readonly PlanReader[] = [
  pulumiPreview,
  pulumiEventLog,
  pulumiEventAnswer,
  pulumiExport,
  pulumiPlan,
  terraformPlan,
  kubernetesReader,
];

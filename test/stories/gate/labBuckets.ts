/** The buckets of the stacks that Pulumi's engine wrote its files for (`test/audit/plan/fixtures`). */
export const labBuckets: readonly string[] = [
  'private-patients',
  'private-billing',
  'public-catalogue',
  'abroad-patients',
  'draft-first',
  'draft-second',
];

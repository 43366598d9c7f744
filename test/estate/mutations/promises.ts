/** Promises that contradict each other, or say less than they must. */
import { estate, type Mutation } from './mutation.ts';

export const promises: readonly Mutation[] = [
  {
    code: 'period-backwards',
    files: estate('from: 2024-07-01, until: 2024-08-31', 'from: 2024-07-01, until: 2024-06-30'),
    at: '2024-06-30',
    path: '/waivers/0/until',
  },
  {
    code: 'waiver-wildcard',
    files: estate('"store://oss-public/fan-photos"', '"store://oss-public/*"'),
    at: '"store://oss-public/*"',
    path: '/waivers/0/subject',
  },
  {
    code: 'waiver-covers-named',
    files: estate('covers: { class: D2,', 'covers: { environment: prod, class: D2,'),
    at: 'prod, class: D2',
    path: '/waivers/0/covers/environment',
  },
  {
    code: 'waiver-unbound',
    files: estate('"store://oss-public/fan-photos"', '"plan://prod/aws_s3_bucket.photos"'),
    at: '"plan://prod/aws_s3_bucket.photos"',
    path: '/waivers/0/subject',
    level: 'warning',
  },
  {
    code: 'personal-denied',
    files: estate('class: D3 ', 'personal: false\n    class: D3 '),
    at: 'false\n    class: D3',
    path: '/datasets/accreditation-file/personal',
    values: { class: 'D3' },
  },
  {
    code: 'publication-missing',
    files: estate(
      '{ id: publish, from: results, publication: { decidedBy: role:director, fields: [name, rank], from: 2024-07-26 } }',
      '{ id: publish, from: results }',
    ),
    at: 'true, categories: [pd:Name], owner: role:results-lead',
    path: '/datasets/results/personal',
    values: { id: 'results' },
    level: 'warning',
  },
];

/** What cites something that is not declared, or not as it is cited. */
import { estate, identities, include, type Mutation } from './mutation.ts';

export const names: readonly Mutation[] = [
  {
    code: 'undeclared',
    files: estate('parent: integrator-group', 'parent: integrator-grop'),
    at: 'integrator-grop,',
    path: '/entities/integrator-fr/parent',
    values: { noun: 'entity', nearest: 'integrator-group' },
  },
  {
    code: 'undeclared',
    files: estate(
      '    mayLieIn: [private]\n',
      '    mayLieIn: [private]\n    snapshots: [{ zone: public, name: s-1 }, { zone: pubic, name: s-1 }]\n',
    ),
    at: 'pubic',
    path: '/datasets/accreditation-file/snapshots/1/zone',
    values: { noun: 'zone', nearest: 'public' },
  },
  {
    code: 'undeclared',
    files: estate('recipients: [integrator-fr]', 'recipients: [nobody-at-all]'),
    at: 'nobody-at-all',
    path: '/activities/accreditation/recipients/0',
    values: { noun: 'entity', suggestions: 0 },
  },
  {
    code: 'undeclared',
    files: estate('mayLieIn: [private]', 'mayLieIn: [private, secret]'),
    at: 'secret]',
    path: '/datasets/accreditation-file/mayLieIn/1',
    values: { noun: 'zone' },
  },
  {
    code: 'undeclared',
    files: estate(
      'datasets: [accreditation-file, staffing-figures, results]',
      'datasets: [accreditation-file, staffing-figures, result]',
    ),
    at: 'result]',
    path: '/activities/accreditation/datasets/2',
    values: { noun: 'dataset', nearest: 'results' },
  },
  {
    code: 'undeclared',
    files: estate('dpia: D-12', 'dpia: D-13'),
    at: 'D-13',
    path: '/activities/accreditation/dpia',
    values: { noun: 'document', nearest: 'D-12' },
  },
  {
    code: 'undeclared',
    files: estate('"store://oss-public/results"', '"store://oss-publik/results"'),
    at: '"store://oss-publik',
    path: '/datasets/results/lies/0',
    values: { noun: 'place', nearest: 'oss-public' },
  },
  {
    code: 'undeclared',
    files: identities('op-0001,rgw-paris', 'op-0003,rgw-paris'),
    file: 'identities.csv',
    at: [2, 1],
    path: '/0/operator',
    values: { noun: 'operator' },
  },
  {
    code: 'document-kind',
    files: estate('dpia: D-12', 'dpia: C-2041'),
    at: 'C-2041\n',
    path: '/activities/accreditation/dpia',
    values: { kind: 'contract', expected: 'dpia' },
  },
  {
    code: 'parent-cycle',
    files: estate('cloud-group:   { country: CN }', 'cloud-group:   { country: CN, parent: cloud-group }'),
    at: 'cloud-group }',
    path: '/entities/cloud-group/parent',
    values: { chain: 'cloud-group → cloud-group' },
  },
  {
    code: 'written-twice',
    files: estate('  - { id: publish, from', '  - { id: nightly, from'),
    at: 'nightly, from: results',
    path: '/flows/1/id',
    values: { key: 'nightly' },
  },
  {
    code: 'written-twice',
    files: include('datasets/*.yaml', { 'datasets/a.yaml': 'datasets:\n  results: { class: D0 }\n' }),
    file: 'datasets/a.yaml',
    at: 'results:',
    path: '/datasets/results',
    values: { other: 'estate.yaml' },
  },
  {
    code: 'holder-country',
    files: estate('holders: [{ country: US, share: 9,', 'holders: [{ country: US, entity: support-hk, share: 9,'),
    at: 'US, entity: support-hk',
    path: '/entities/integrator-group/holders/0/country',
    values: { id: 'support-hk', country: 'US', expected: 'HK' },
  },
];

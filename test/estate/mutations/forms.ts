/** Keys and values that have not the form of the schema. */
import { estate, type Mutation } from './mutation.ts';
import { designText } from '../sample.ts';

export const forms: readonly Mutation[] = [
  {
    code: 'unknown-key',
    files: estate('    owner: role:accreditation-lead', '    ownr: role:accreditation-lead'),
    at: 'ownr:',
    path: '/datasets/accreditation-file/ownr',
    values: { key: 'ownr', nearest: 'owner', suggestions: 1 },
  },
  {
    code: 'unknown-key',
    files: { 'estate.yaml': `${designText}\nxyzxyz: 1\n` },
    at: 'xyzxyz:',
    path: '/xyzxyz',
    values: { suggestions: 0 },
  },
  {
    code: 'missing-key',
    files: estate('    controller: committee\n', ''),
    at: 'accreditation:\n    purposes',
    path: '/activities/accreditation',
    values: { key: 'controller' },
  },
  {
    code: 'missing-key',
    files: estate('apiVersion: cloison/v1\n', ''),
    at: [1, 1],
    path: '',
    values: { key: 'apiVersion' },
  },
  {
    code: 'not-one-of',
    files: estate('role: sub-processor', 'role: subprocessor'),
    at: 'subprocessor',
    path: '/entities/support-hk/role',
    values: { nearest: 'sub-processor' },
  },
  {
    code: 'not-one-of',
    files: estate('apiVersion: cloison/v1', 'apiVersion: cloison/v2'),
    at: 'cloison/v2',
    path: '/apiVersion',
    values: { known: 'cloison/v1' },
  },
  {
    code: 'wrong-type',
    files: estate('personal: true', 'personal: maybe'),
    at: 'maybe',
    path: '/datasets/results/personal',
    values: { expected: 'boolean' },
  },
  {
    code: 'not-filled-in',
    files: estate('owner: role:store-lead', 'owner: role:<who asks>'),
    at: 'role:<who asks>',
    path: '/waivers/0/owner',
    values: { key: 'owner', form: 'role' },
  },
  {
    code: 'bad-form',
    files: estate('owner: role:store-lead', 'owner: jane@mail.example'),
    at: 'jane@',
    path: '/waivers/0/owner',
    values: { form: 'role' },
  },
  {
    code: 'bad-form',
    files: estate('  cloud-group:   { country: CN }', '  cloud-group:   { country: CN }\n  "a b": { country: FR }'),
    at: '"a b"',
    path: '/entities/a b',
    values: { form: 'id' },
  },
  {
    code: 'no-such-day',
    files: estate('on: 2023-05-02', 'on: 2023-02-31'),
    at: '2023-02-31',
    path: '/documents/C-2041/on',
  },
  { code: 'empty-text', files: estate('reason: migration', 'reason: ""'), at: '"", owner', path: '/waivers/0/reason' },
  {
    code: 'too-long',
    files: estate('name: Exercise', `name: ${'x'.repeat(2001)}`),
    at: [2, 23],
    path: '/organisation/name',
    values: { limit: 2000 },
  },
  {
    code: 'too-small',
    files: estate('share: 9', 'share: -1'),
    at: '-1, veto',
    path: '/entities/integrator-group/holders/0/share',
    values: { limit: 0 },
  },
  {
    code: 'too-large',
    files: estate('share: 9', 'share: 109'),
    at: '109',
    path: '/entities/integrator-group/holders/0/share',
    values: { limit: 100 },
  },
];

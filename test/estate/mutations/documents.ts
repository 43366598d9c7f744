/** Files that cannot be found, or are no plain YAML. */
import { estate, include, type Mutation } from './mutation.ts';
import { designText } from '../sample.ts';

export const documents: readonly Mutation[] = [
  {
    code: 'path-escapes',
    files: estate('signed: documents/D-12.dsse.json', 'signed: ../D-12.dsse.json'),
    at: '../D-12',
    path: '/documents/D-12/signed',
  },
  { code: 'path-escapes', files: include('../**'), at: '"../**"', path: '/include/0' },
  { code: 'include-empty', files: include('activities/*.yaml'), at: '"activities', path: '/include/0' },
  { code: 'file-missing', files: estate('operators.csv', 'people.csv'), at: 'people.csv', path: '/operators/from' },
  {
    code: 'yaml-duplicate',
    files: estate('name: Exercise', 'name: Exercise, name: Other'),
    at: 'name: Other',
    path: '',
  },
  { code: 'yaml-alias', files: estate('name: Exercise', 'name: &x Exercise'), at: '&x', path: '' },
  { code: 'yaml-tag', files: estate('name: Exercise', 'name: !secret Exercise'), at: '!secret', path: '' },
  { code: 'yaml-directive', files: { 'estate.yaml': `%YAML 1.1\n---\n${designText}` }, at: [1, 1], path: '' },
  { code: 'yaml-documents', files: { 'estate.yaml': `${designText}---\na: 1\n` }, at: '---', path: '' },
  { code: 'yaml-key', files: estate('name: Exercise', '__proto__: {}, name: Exercise'), at: '__proto__', path: '' },
  {
    code: 'yaml-number',
    files: estate('number: 500000', 'number: 12345678901234567890'),
    at: '12345678901234567890',
    path: '',
  },
  {
    code: 'yaml-text',
    files: estate('name: Exercise', String.raw`name: "\ud800"`),
    at: String.raw`"\ud800"`,
    path: '',
  },
  { code: 'yaml-tab', files: estate('  cloud-group:', '\tcloud-group:'), at: '\tcloud-group', path: '' },
  { code: 'yaml-syntax', files: estate('{ country: FR }', '{ country: FR'), at: 'integrator-fr:', path: '' },
  { code: 'yaml-empty', files: { 'estate.yaml': '# nothing\n' }, at: [1, 1], path: '' },
  { code: 'yaml-depth', files: { 'estate.yaml': `a: ${'['.repeat(1000)}` }, at: [1, 67], path: '' },
  { code: 'yaml-size', files: { 'estate.yaml': '- a\n'.repeat(200_000) }, at: [20_001, 1], path: '' },
  { code: 'byte-order-mark', files: { 'estate.yaml': `\uFEFF${designText}` }, at: [1, 1], path: '' },
  {
    code: 'control-character',
    files: estate('name: Exercise', 'name: Exer\u001b[31mcise'),
    at: '\u001b[31m',
    path: '',
  },
];

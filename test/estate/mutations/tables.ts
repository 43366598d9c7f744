/** The tables of operators and of their accounts. */
import { identities, operators, type Mutation } from './mutation.ts';
import { identitiesText } from '../sample.ts';

export const tables: readonly Mutation[] = [
  {
    code: 'column-twice',
    files: operators('role,clearance,until', 'role,clearance,role'),
    file: 'operators.csv',
    at: [1, 1],
    path: '',
  },
  {
    code: 'column-unknown',
    files: operators('worksIn', 'workIn'),
    file: 'operators.csv',
    at: [1, 1],
    path: '',
    values: { key: 'workIn', nearest: 'worksIn' },
  },
  {
    code: 'column-missing',
    files: operators('worksIn', 'workIn'),
    file: 'operators.csv',
    at: [1, 1],
    path: '',
    values: { key: 'worksIn' },
  },
  {
    code: 'column-personal',
    level: 'warning',
    files: {
      'operators.csv':
        'id,employer,worksIn,role,Nationalité\nop-0001,committee,FR,officer,FR\nop-0002,committee,FR,officer,DE\n',
    },
    file: 'operators.csv',
    at: [1, 1],
    path: '',
  },
  { code: 'table-empty', files: { 'operators.csv': '' }, file: 'operators.csv', at: [1, 1], path: '' },
  {
    code: 'row-length',
    files: operators('support,,', 'support,,,,'),
    file: 'operators.csv',
    at: [3, 1],
    path: '',
    values: { found: 9, expected: 7 },
  },
  { code: 'row-unreadable', files: operators('op-0002', 'op"0002'), file: 'operators.csv', at: [3, 1], path: '' },
  {
    code: 'cell-missing',
    files: operators('op-0002,support-hk', 'op-0002,'),
    file: 'operators.csv',
    at: [3, 1],
    path: '/1',
    values: { key: 'employer', row: 3 },
  },
  {
    code: 'cell-wrong',
    files: operators('HK,support', 'Hong Kong,support'),
    file: 'operators.csv',
    at: [3, 1],
    path: '/1/worksIn',
    values: { key: 'worksIn', form: 'country' },
  },
  {
    code: 'cell-wrong',
    files: identities('op-0001,rgw-paris,s3-user', 'op-0001,rgw-paris,s3-usr'),
    file: 'identities.csv',
    at: [2, 1],
    path: '/0/kind',
    values: { form: 'choice' },
  },
  { code: 'operator-twice', files: operators('op-0002', 'op-0001'), file: 'operators.csv', at: [3, 1], path: '/1/id' },
  {
    code: 'identity-twice',
    files: identities('2024-06-30', '2024-07-01'),
    file: 'identities.csv',
    at: [4, 1],
    path: '/2',
    values: { one: 'op-0002', other: 'op-0001' },
  },
  {
    code: 'identity-repeated',
    level: 'warning',
    files: { 'identities.csv': identitiesText.replace('op-0002', 'op-0001').replace('2024-06-30', '2024-07-01') },
    file: 'identities.csv',
    at: [4, 1],
    path: '/2',
  },
];

/** Operators and identities of the sample: 5,300 rows from a fixed seed. Ids only; no person is behind any of them. */
import { below, one, rows, two } from './draws.ts';

interface Crowd {
  readonly employer: string;
  /** Empty: the employer's own authority. */
  readonly authority: string;
  readonly count: number;
  readonly worksIn: readonly string[];
  readonly roles: readonly string[];
}

/** 5,300 people: most work in France; the rest where a real event would find them. */
export const crowds: readonly Crowd[] = [
  {
    employer: 'committee',
    authority: '',
    count: 1100,
    worksIn: ['FR'],
    roles: ['case-officer', 'venue-manager', 'activity-lead', 'planner'],
  },
  {
    employer: 'integrator-fr',
    authority: '',
    count: 1640,
    worksIn: ['FR'],
    roles: ['store-administrator', 'platform-engineer', 'service-desk', 'tester'],
  },
  {
    employer: 'integrator-es',
    authority: '',
    count: 620,
    worksIn: ['ES'],
    roles: ['platform-engineer', 'tester', 'operations-centre'],
  },
  {
    employer: 'cloud-eu',
    authority: '',
    count: 340,
    worksIn: ['DE', 'DE', 'NL'],
    roles: ['cloud-operator', 'customer-engineer'],
  },
  { employer: 'support-hk', authority: '', count: 60, worksIn: ['HK', 'HK', 'SG'], roles: ['night-support'] },
  { employer: 'crm-ie', authority: '', count: 90, worksIn: ['IE'], roles: ['application-consultant'] },
  { employer: 'erp-de', authority: '', count: 110, worksIn: ['DE'], roles: ['application-consultant'] },
  { employer: 'ticketing-fr', authority: '', count: 120, worksIn: ['FR'], roles: ['application-consultant'] },
  { employer: 'timing-ch', authority: '', count: 240, worksIn: ['CH', 'FR'], roles: ['timekeeper'] },
  {
    employer: 'agency-fr',
    authority: 'committee',
    count: 860,
    worksIn: ['FR'],
    roles: ['accreditation-desk', 'venue-technician'],
  },
  { employer: 'venue-builder', authority: '', count: 120, worksIn: ['GB', 'FR'], roles: ['venue-technician'] },
];

/** Those who hold accounts, first in the table: id, employer, authority, country, role, clearance, accounts. */
const named: readonly (readonly [
  string,
  string,
  string,
  string,
  string,
  string,
  readonly (readonly [string, string, string])[],
])[] = [
  ['op-00001', 'integrator-fr', '', 'FR', 'store-administrator', 'vetted', [['rgw-paris', 's3-user', 'store-owner']]],
  ['op-00002', 'committee', '', 'FR', 'case-officer', 'vetted', [['rgw-paris', 's3-user', 'case-desk']]],
  [
    'op-00003',
    'integrator-fr',
    '',
    'FR',
    'auditor',
    'vetted',
    [
      ['rgw-paris', 's3-user', 'auditor'],
      ['k8s-paris', 'kubernetes-user', 'auditor'],
    ],
  ],
  [
    'op-00004',
    'cloud-eu',
    '',
    'DE',
    'cloud-operator',
    '',
    [
      ['oss-public', 's3-user', 'root'],
      ['oss-abroad', 's3-user', 'root'],
    ],
  ],
  [
    'op-00005',
    'committee',
    '',
    'FR',
    'activity-lead',
    'vetted',
    [
      ['oss-public', 's3-user', 'committee-apps'],
      ['oss-abroad', 's3-user', 'committee-apps'],
    ],
  ],
  [
    'op-00006',
    'integrator-fr',
    '',
    'FR',
    'auditor',
    'vetted',
    [
      ['oss-public', 's3-user', 'auditor'],
      ['oss-abroad', 's3-user', 'auditor'],
    ],
  ],
  [
    'op-00007',
    'integrator-fr',
    '',
    'FR',
    'platform-engineer',
    'vetted',
    [
      ['k8s-paris', 'kubernetes-user', 'platform-fr'],
      ['k8s-paris', 'kubernetes-group', 'system:masters'],
    ],
  ],
  [
    'op-00008',
    'committee',
    '',
    'FR',
    'case-officer',
    'vetted',
    [
      ['k8s-paris', 'kubernetes-user', 'case-officer'],
      ['k8s-paris', 'kubernetes-serviceaccount', 'accreditation/desk'],
    ],
  ],
  [
    'op-00009',
    'support-hk',
    '',
    'HK',
    'night-support',
    '',
    [
      ['k8s-paris', 'kubernetes-user', 'night-support'],
      ['rgw-paris', 's3-user', 'night-support'],
      ['oss-public', 's3-user', 'night-support'],
    ],
  ],
  ['op-00010', 'support-hk', '', 'HK', 'night-support', '', [['oss-public', 's3-user', 'night-support-2']]],
  ['op-00011', 'support-hk', '', 'SG', 'night-support', '', [['oss-public', 's3-user', 'night-support-3']]],
  [
    'op-00012',
    'agency-fr',
    'committee',
    'FR',
    'case-officer',
    'vetted',
    [
      ['rgw-paris', 's3-user', 'former-desk'],
      ['k8s-paris', 'kubernetes-user', 'former-desk'],
    ],
  ],
];

/** The one contract among them that is over: whoever still gives it a right gives it too late. */
const ended: Readonly<Record<string, string>> = { 'op-00012': '2026-09-30' };

export function operatorRows(): string[][] {
  const first = named.map(([id, employer, authority, worksIn, role, clearance]) => [
    id,
    employer,
    authority,
    worksIn,
    role,
    clearance,
    ended[id] ?? '2029-12-31',
  ]);
  const crowd = crowds.flatMap(({ employer, authority, count, worksIn, roles }) =>
    rows(count, () => [
      employer,
      authority,
      one(worksIn),
      one(roles),
      below(4) === 0 ? 'vetted' : '',
      `202${6 + below(4)}-${two(1 + below(12))}-28`,
    ]),
  );
  const rest = crowd
    .slice(0, 5300 - first.length)
    .map((row, at) => [`op-${String(at + first.length + 1).padStart(5, '0')}`, ...row]);
  return [...first, ...rest];
}

export function identityRows(): string[][] {
  return named.flatMap(([operator, , , , , , accounts]) =>
    accounts.map(([place, kind, name]) => [operator, place, kind, name, '2026-01-01', '']),
  );
}

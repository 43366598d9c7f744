import fc from 'fast-check';
import type { Planned } from './planning.ts';

export const person = { who: 'operator', id: 'op-0001', rights: ['read'], via: 'policy' };

/** A mixed population: places, kinds, claims and facts drawn apart, so that some containers stand alike and most do not. */
const drawn = fc.record({
  kind: fc.constantFrom('bucket', 'volume', 'database', 'stream', 'workload', 'node'),
  region: fc.constantFrom('eu-private', 'eu-central-1', 'ap-southeast-1', 'mars-1', undefined),
  zone: fc.constantFrom('private', 'public', undefined),
  provider: fc.constantFrom('integrator-fr', 'cloud-eu', 'aws', undefined),
  claims: fc.constantFrom('accreditation-file', 'staffing-figures', 'results', 'invented', undefined),
  claimedBefore: fc.constantFrom('accreditation-file', undefined),
  encryption: fc.constantFrom<unknown>({ value: 'customer-key' }, { value: 'provider-key' }, 'unknown', 'absent'),
  publicRead: fc.constantFrom<unknown>({ value: true, via: 'acl' }, { value: false }, 'unknown'),
  replication: fc.constantFrom<unknown>({ targets: ['other'] }, 'absent'),
  grants: fc.constantFrom<unknown>(
    { grants: [person] },
    { grants: [{ ...person, who: 'identity', id: 'identity-1' }] },
    'unsupported',
  ),
});
export const population = fc.array(drawn, { minLength: 1, maxLength: 12 }).map((rows) =>
  rows.map(({ kind, region, zone, provider, claims, claimedBefore, ...facts }, at): Planned => {
    const defined = Object.entries({ zone, provider, claims, claimedBefore }).filter(
      ([, value]) => value !== undefined,
    );
    const own = kind === 'workload' ? {} : facts;
    return {
      address: `r${at}`,
      kind,
      at: Object.fromEntries(defined),
      facts: own,
      ...(region && { region }),
    };
  }),
);

export const several = (planned: Planned, count: number): Planned[] =>
  Array.from({ length: count }, (_, at) => ({ ...planned, address: `${planned.address}-${at}` }));

/** Operators (one row a person, by estate id only) and identities (many rows a person). Never a name, a nationality or a home. */
import { Type } from 'typebox';
import { closed, Country, Day, Id, Text, type Static } from './terms.ts';

export const Operator = closed({
  id: Id,
  /** The legal entity that pays. */
  employer: Id,
  /** The entity under whose authority the person works (art. 29); the employer when left out; `unclear` when nobody can say. */
  authority: Id,
  worksIn: Country,
  role: Text,
  clearance: Type.Optional(Text),
  /** Last day of the contract, inclusive. */
  until: Type.Optional(Day),
});

export const Identity = closed({
  operator: Id,
  place: Id,
  kind: Type.Enum([
    's3-user',
    's3-access-key',
    'kubernetes-user',
    'kubernetes-group',
    'kubernetes-serviceaccount',
    'postgresql-role',
    /** As a policy names it: an ARN, the number of an account, a canonical id. */
    'aws-principal',
    /** As a binding names it: `user:`, `group:` or `domain:` and an address. */
    'google-principal',
    /** Object id of a user, a group or an application. */
    'azure-principal',
    'alibaba-principal',
    'outscale-account',
    /** Of one Keystone: ids or names, as an access list writes them. */
    'openstack-user',
    'openstack-project',
    'openstack-role',
  ]),
  name: Text,
  from: Type.Optional(Day),
  until: Type.Optional(Day),
});

export type Operator = Static<typeof Operator>;
export type Identity = Static<typeof Identity>;
export const operatorColumns = ['id', 'employer', 'authority', 'worksIn', 'role', 'clearance', 'until'] as const;
export const identityColumns = ['operator', 'place', 'kind', 'name', 'from', 'until'] as const;

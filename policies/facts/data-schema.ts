/**
 * JSON Schema of `data.cloison.facts`, for `opa check --schema`. Every key that exists is named and nothing else is
 * allowed, so that a misspelt path under a country is an error: under a map, `opa check` is silent.
 */
import type { TSchema } from 'typebox';
import { Adequacy, Clause, Law, Member, Named, SecNumCloud, Tool, type PolicyData } from './policy-shape.ts';

type Schema = Readonly<Record<string, unknown>>;

const object = (properties: Readonly<Record<string, unknown>>): Schema => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
});
const string: Schema = { type: 'string' };
const row = (name: string): Schema => ({ $ref: `#/definitions/${name}` });
const rows = (name: string): Schema => ({ type: 'array', items: row(name) });
const named = (keys: object, value: Schema): Schema =>
  object(Object.fromEntries(Object.keys(keys).map((key) => [key, value])));

const definitions: Readonly<Record<string, TSchema>> = { Adequacy, Clause, Law, Member, Named, SecNumCloud, Tool };

/** Draft 7, the one that `opa` reads. */
export function dataSchema(data: PolicyData): Schema {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Dated facts of the policy module',
    ...object({
      regimes: object({ GDPR: object({ EU: string, EEA: string }) }),
      countries: named(data.countries, row('Named')),
      memberships: object({
        EU: named(data.memberships.EU, rows('Member')),
        EEA: named(data.memberships.EEA, rows('Member')),
      }),
      needsDecision: named(data.needsDecision, { type: 'boolean' }),
      adequacy: named(data.adequacy, rows('Adequacy')),
      adequacyCompleteUntil: string,
      laws: named(data.laws, rows('Law')),
      tools: named(data.tools, row('Tool')),
      clauses: rows('Clause'),
      thresholds: object({ secNumCloud: row('SecNumCloud') }),
    }),
    definitions,
  };
}

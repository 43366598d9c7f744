/** The validators that are written out when the package is packed must mean what the schemas mean, or the two would judge apart. */
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import * as ajvFormats from 'ajv-formats';
import fc from 'fast-check';
import type { TSchema } from 'typebox';
import * as formats from 'typebox/format';
import { Guard } from 'typebox/guard';
import { Check } from 'typebox/schema';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { checkCode, preparedModules } from '../../scripts/pack-checks.ts';
import { designText } from '../estate/sample.ts';
import { spoilt, step } from '../estate/spoilt.ts';
import { answer, question } from '../policies/soundDocuments.ts';

const root = join(import.meta.dirname, '../..');
const ajv = new Ajv({ strict: true });
ajvFormats.default.default(ajv, ['date']);

type Fits = (value: unknown) => boolean;
// oxlint-disable-next-line typescript/no-implied-eval -- what the bundle runs is a text here
const run = (code: string) => new Function('formats', 'Guard', `return ${code}`)(formats, Guard) as Fits;

const { organisation: _, apiVersion: __, ...part } = parse(designText) as Record<string, unknown>;
const good: Readonly<Record<string, unknown>> = {
  EstateDocument: parse(designText),
  EstatePart: part,
  Operator: { id: 'op-1', employer: 'e', authority: 'e', worksIn: 'FR', role: 'r', until: '2024-02-29' },
  Identity: { operator: 'op-1', place: 'p', kind: 's3-user', name: 'n', from: '2024-01-01' },
  Question: question,
  Answer: answer,
};

const schemas = Object.values(preparedModules).flatMap((sources) => Object.values(sources).flatMap(Object.entries));

describe('a validator that is packed', () => {
  it.each(schemas as [string, TSchema][])('of %s fits what its schema fits', (name, schema) => {
    const fits = run(checkCode(schema));
    const compiled = ajv.compile(JSON.parse(JSON.stringify(schema)) as object);
    expect([fits(good[name]), Check(schema, good[name]), compiled(good[name])]).toEqual([true, true, true]);
    const seen = new Set<boolean>();
    fc.assert(
      fc.property(fc.array(fc.nat(30), { minLength: 1, maxLength: 6 }), step, (way, spoil) => {
        const document = spoilt(good[name], way, spoil);
        const own = fits(document);
        seen.add(own);
        expect([own, own]).toEqual([Check(schema, document), compiled(document)]);
      }),
      { numRuns: 500 },
    );
    expect(seen).toEqual(new Set([true, false]));
  });

  it('takes the place of a module that is empty in a checkout', () => {
    for (const path of Object.keys(preparedModules))
      expect(readFileSync(join(root, path), 'utf8')).toMatch(
        /export function preparedFor\([^{]*\{\n {2}return undefined;\n\}\n$/,
      );
    expect(globSync('{estate,policies,audit,cli}/**/prepared.ts', { cwd: root }).toSorted()).toEqual(
      Object.keys(preparedModules).toSorted(),
    );
  });
});

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkPolicies, questionSchemaText, regoSources } from '../../scripts/build-policies.ts';
import { enginePath } from '../engines/binary.ts';

interface Schema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly $ref?: string;
  readonly definitions?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean;
}
const read = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as Schema;
const question = read('policies/schema/question.schema.json');
const facts = read('policies/facts/data.schema.json');

/** Every property of a schema, as the reference that Rego reads it by. */
function paths(root: Schema, schema: Schema, at: string): string[] {
  if (schema.$ref !== undefined) return paths(root, root.definitions![schema.$ref.split('/').at(-1)!]!, at);
  if (schema.items !== undefined) return paths(root, schema.items, `${at}[_]`);
  const entries = Object.entries(schema.properties ?? {});
  // Hundreds of countries have one and the same branch: the first and the last stand for it.
  const alike = entries.length > 20 && new Set(entries.map(([, inner]) => JSON.stringify(inner))).size === 1;
  return (alike ? [entries[0]!, entries.at(-1)!] : entries).flatMap(([name, inner]) => {
    const own = `${at}["${name}"]`;
    return [own, ...paths(root, inner, own)];
  });
}
const questionPaths = paths(question, question, 'input');
const factPaths = paths(facts, facts, 'data.cloison.facts');
/** No property of either schema ends like this. */
const misspelt = (path: string) => path.replace(/"\]$/u, 'z"]');

const opa = enginePath('opa');
const inCi = process.env['CI'] === 'true';

/** Plants one rule a reference beside the real sources; the lines that OPA refuses, 1 being the first reference. */
function refusedLines(references: readonly string[]): Set<number> {
  const folder = mkdtempSync(join(tmpdir(), 'cloison-planted-'));
  const schemas = mkdtempSync(join(tmpdir(), 'cloison-schemas-'));
  const planted = join(folder, 'planted.rego');
  const rules = references.map((reference, position) => `r${position} := ${reference}`);
  writeFileSync(planted, ['package cloison.planted', 'import rego.v1', ...rules].join('\n'));
  try {
    checkPolicies(opa!, schemas, [...regoSources, planted]);
    return new Set();
  } catch (error) {
    const words = (error as Error).message;
    const lines = [...words.matchAll(/planted\.rego:(\d+): rego_type_error/gu)].map((match) => Number(match[1]) - 2);
    if (lines.length === 0) throw error;
    return new Set(lines);
  } finally {
    for (const each of [folder, schemas]) rmSync(each, { recursive: true });
  }
}
const unrefused = (references: readonly string[]): string[] => {
  const refused = refusedLines(references);
  return references.filter((_, position) => !refused.has(position + 1));
};

describe('the committed schema of the question', () => {
  it('is the one of its source', () => {
    expect(question).toEqual(JSON.parse(questionSchemaText));
  });

  it.each([
    ['the question', question],
    ['the facts', facts],
  ])('has nothing under which OPA is silent: %s', (_name, schema) => {
    const text = JSON.stringify(schema);
    expect(text).not.toMatch(/"(?:oneOf|anyOf|allOf|patternProperties|propertyNames)":/u);
    const objects = text.match(/"type":"object"/gu)!.length;
    expect(text.match(/"additionalProperties":false/gu)!.length).toBe(objects);
  });
});

describe.skipIf(opa === undefined && !inCi)('opa check', () => {
  it('takes every path of the question and of the facts as it is', () => {
    expect(refusedLines([...questionPaths, ...factPaths])).toEqual(new Set());
  });

  it('refuses a misspelt path on every branch of the question', () => {
    expect(questionPaths.length).toBeGreaterThan(150);
    expect(unrefused(questionPaths.map(misspelt))).toEqual([]);
  });

  it('refuses a misspelt path on every branch of the facts', () => {
    expect(factPaths.length).toBeGreaterThan(100);
    expect(unrefused(factPaths.map(misspelt))).toEqual([]);
  });

  it('refuses a misspelt property of a row that is found by a country or a tool of the question', () => {
    const rows = 'data.cloison.facts';
    expect(
      unrefused([
        `${rows}.laws[input.zone.country][_].decide`,
        `${rows}.adequacy[input.location.country][_].scopes`,
        `${rows}.memberships.EEA[input.location.country][_].since`,
        `${rows}.tools[input.transfer.tool].standings`,
        `${rows}.countries[input.zone.country].names`,
      ]),
    ).toEqual([]);
  });
});

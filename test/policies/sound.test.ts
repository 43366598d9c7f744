/** Schemas are trusted when the program starts; this is where each is held to the meta-schema and to what ajv calls strict. */
import { Ajv } from 'ajv';
import * as formats from 'ajv-formats';
import type { TSchema } from 'typebox';
import { describe, expect, it } from 'vitest';
import { Answer } from '../../policies/schema/answer.ts';
import { Question } from '../../policies/schema/question.ts';
import { factValues } from '../../estate/index.ts';
import { EstateDocument } from '../../estate/schema/estate.ts';

const ajv = new Ajv({ strict: true });
formats.default.default(ajv, ['date']);

describe('the schemas of what the program starts with', () => {
  const facts = Object.entries(factValues).map(([name, schema]) => [name, schema as TSchema] as const);
  const all = [['answer', Answer], ['question', Question], ['estate', EstateDocument], ...facts] as const;
  it.each(all)('%s is sound', (_name, schema) => {
    const plain = JSON.parse(JSON.stringify(schema)) as object;
    expect(ajv.validateSchema(plain)).toBe(true);
    expect(() => ajv.compile(plain)).not.toThrow();
  });

  it('would see one that is not', () => {
    expect(ajv.validateSchema({ type: 'strange' })).toBe(false);
  });
});

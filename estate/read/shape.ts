/** Schemas → validators → flaws in our words. One ajv for the language; each schema is compiled when first needed. */
import { createRequire } from 'node:module';
import type * as AjvModule from 'ajv';
import type { ErrorObject, ValidateFunction } from 'ajv';
import type * as AjvFormats from 'ajv-formats';
import type { TSchema } from 'typebox';
import { Check } from 'typebox/schema';
import { suggestion } from './nearest.ts';
import { pointerTo } from './positions.ts';
import { preparedFor } from './prepared.ts';

export interface ShapeFlaw {
  readonly code: string;
  readonly pointer: string;
  readonly part: 'key' | 'value';
  readonly values: Readonly<Record<string, string | number>>;
  /** What to take away so that the rest can still be checked. */
  readonly culprit: string;
}

function compiler(): AjvModule.Ajv {
  // Asked for here: who reads an estate without a flaw does not wait for the compiler of schemas to load.
  const { Ajv } = createRequire(import.meta.url)('ajv') as typeof AjvModule;
  const formats = createRequire(import.meta.url)('ajv-formats') as typeof AjvFormats.default;
  // Written once and run once: smoothing the code would cost more than it saves, and that our schemas are sound is tested.
  const made = new Ajv({
    allErrors: true,
    verbose: true,
    strict: true,
    validateSchema: false,
    code: { optimize: false },
  });
  formats.default(made, ['date']);
  return made;
}

let ajv: AjvModule.Ajv | undefined;
const compiled = new WeakMap<TSchema, ValidateFunction>();

function validatorOf(schema: TSchema): ValidateFunction {
  let validate = compiled.get(schema);
  if (validate === undefined) {
    ajv ??= compiler();
    validate = ajv.compile(schema);
    compiled.set(schema, validate);
  }
  return validate;
}

/** Of an item of a list, that of the list: its number names nothing to a person, who is shown the line. */
function lastKey(pointer: string): string {
  const named = pointer.replace(/(.)(?:\/\d+)+$/, '$1');
  return named
    .slice(named.lastIndexOf('/') + 1)
    .replaceAll('~1', '/')
    .replaceAll('~0', '~');
}

function listed(words: readonly unknown[]): string {
  return words.map(String).join(', ');
}

function unknownKey(error: ErrorObject): ShapeFlaw {
  const key = String(error.params['additionalProperty']);
  const pointer = pointerTo(error.instancePath, key);
  const parent = error.parentSchema as { properties?: object; patternProperties?: object };
  if (parent.patternProperties !== undefined) {
    return { code: 'bad-form', pointer, part: 'key', values: { key, form: 'id' }, culprit: pointer };
  }
  const known = Object.keys(parent.properties ?? {});
  const values = { key, known: listed(known), ...suggestion(key, known) };
  return { code: 'unknown-key', pointer, part: 'key', values, culprit: pointer };
}

function notOneOf(error: ErrorObject): { code: string; values: ShapeFlaw['values'] } {
  const allowed = (error.params['allowedValues'] ?? [error.params['allowedValue']]) as unknown[];
  const written = typeof error.data === 'string' ? error.data : '';
  return { code: 'not-one-of', values: { known: listed(allowed), ...suggestion(written, allowed.map(String)) } };
}

/** As `init` and the lines of reports leave a place that a person is to fill in. */
const isOpen = (written: unknown): boolean => typeof written === 'string' && /^(?:role:)?<[^<>]*>$/.test(written);

/** The value itself is never among the values: it may be anything, also somebody's name. */
function wrongValue(error: ErrorObject): { code: string; values: ShapeFlaw['values'] } {
  const limit = Number(error.params['limit'] ?? 0);
  const { title } = error.parentSchema as { title?: string };
  switch (error.keyword) {
    case 'enum':
    case 'const':
      return notOneOf(error);
    case 'type':
      return { code: 'wrong-type', values: { expected: String(error.params['type']) } };
    case 'pattern':
      return { code: isOpen(error.data) ? 'not-filled-in' : 'bad-form', values: { form: title ?? 'other' } };
    case 'format':
      return { code: 'no-such-day', values: {} };
    case 'minLength':
      return { code: 'empty-text', values: {} };
    case 'maxLength':
    case 'maxItems':
      return { code: 'too-long', values: { limit } };
    case 'minimum':
      return { code: 'too-small', values: { limit } };
    case 'maximum':
      return { code: 'too-large', values: { limit } };
    default:
      return { code: 'wrong-value', values: { rule: error.keyword } };
  }
}

function flawOf(error: ErrorObject): ShapeFlaw {
  const pointer = error.instancePath;
  if (error.keyword === 'additionalProperties') return unknownKey(error);
  if (error.keyword === 'required') {
    const values = { key: String(error.params['missingProperty']) };
    return { code: 'missing-key', pointer, part: 'key', values, culprit: pointer };
  }
  const { code, values } = wrongValue(error);
  return { code, pointer, part: 'value', values: { key: lastKey(pointer), ...values }, culprit: pointer };
}

/** Values that are only looked at before their schema is compiled: that costs as much, and most estates have no flaw to name. */
const looked = 20;
const asked = new WeakMap<TSchema, number>();

function fitsAtSight(schema: TSchema, value: unknown): boolean {
  const fits = preparedFor(schema);
  if (fits !== undefined) return fits(value);
  const times = asked.get(schema) ?? 0;
  asked.set(schema, times + 1);
  return times < looked && Check(schema, value);
}

/** Every flaw of a value against a schema; none when it fits. A day with a bad form is not also a day that does not exist. */
export function shapeFlaws(schema: TSchema, value: unknown): ShapeFlaw[] {
  if (fitsAtSight(schema, value)) return [];
  const validate = validatorOf(schema);
  if (validate(value)) return [];
  const errors = validate.errors ?? [];
  const misformed = new Set(
    errors.filter(({ keyword }) => keyword === 'pattern').map(({ instancePath }) => instancePath),
  );
  return errors.filter(({ keyword, instancePath }) => keyword !== 'format' || !misformed.has(instancePath)).map(flawOf);
}

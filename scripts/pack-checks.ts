/**
 * Validators of the documents that every start checks, written out as code when the package is packed: a gate of ten
 * resources spent a tenth of its time on looking at questions and answers by their schemas. A checkout looks on; both are
 * of one library, and a test holds the code that is made here to it and to ajv.
 */
import { relative, sep } from 'node:path';
import type { Plugin } from 'rolldown';
import type { TSchema } from 'typebox';
import * as formats from 'typebox/format';
import { Build } from 'typebox/schema';
import { EstateDocument, EstatePart } from '../estate/schema/estate.ts';
import { Identity, Operator } from '../estate/schema/people.ts';
import { Answer } from '../policies/schema/answer.ts';
import { Question } from '../policies/schema/question.ts';

/** Schemas by the name they are exported under. */
type Schemas = Readonly<Record<string, TSchema>>;

/** The module that is empty in a checkout → the schemas it gets, by the path it imports them from. */
export const preparedModules: Readonly<Record<string, Readonly<Record<string, Schemas>>>> = {
  'estate/read/prepared.ts': {
    '../schema/estate.ts': { EstateDocument, EstatePart },
    '../schema/people.ts': { Identity, Operator },
  },
  'policies/engine/prepared.ts': { '../schema/answer.ts': { Answer }, '../schema/question.ts': { Question } },
};

const listed = /^\(\^[\w-]+\$(?:\|\^[\w-]+\$)*\)$/;

/** The keys that an object may have are a pattern to typebox. The engine compiles it at each start; a set it only fills. */
function written({ source, flags }: RegExp): string {
  if (!listed.test(source) || flags !== 'u') return `/${source}/${flags}`;
  const keys = source
    .slice(1, -1)
    .split('|')
    .map((key) => key.slice(1, -1));
  return `((keys) => ({ test: (key) => keys.has(key) }))(new Set(${JSON.stringify(keys)}))`;
}

/** What generated code refers to besides the value: a pattern, or the check of a format. */
function external(value: unknown): string {
  if (value instanceof RegExp) return written(value);
  const [name] = Object.entries(formats).find(([, check]) => check === value) ?? [];
  if (name === undefined) throw new Error(`a validator refers to what cannot be written out: ${String(value)}`);
  return `formats.${name}`;
}

/** An expression that is the validator of a schema, given `formats` and `Guard` of typebox. */
export function checkCode(schema: TSchema): string {
  const build = Build(schema);
  if (build.UseUnevaluated()) throw new Error('a schema with unevaluated properties is not prepared');
  const { identifier, variables } = build.External();
  // One of each: a schema says the same pattern of an id forty times, and each object would be compiled by itself.
  const texts = variables.map(external);
  const distinct = [...new Set(texts)];
  return [
    '(() => {',
    ...distinct.map((text, at) => `const one${at} = ${text};`),
    `const ${identifier} = [${texts.map((text) => `one${distinct.indexOf(text)}`).join(', ')}];`,
    ...build.Functions().map((text) => `${text};`),
    `return (value) => ${build.Entry()};`,
    '})()',
  ].join('\n');
}

function moduleOf(sources: Readonly<Record<string, Schemas>>): string {
  const all = Object.assign({}, ...Object.values(sources)) as Schemas;
  return [
    `import * as formats from 'typebox/format';`,
    `import { Guard } from 'typebox/guard';`,
    ...Object.entries(sources).map(([path, own]) => `import { ${Object.keys(own).join(', ')} } from '${path}';`),
    // Each made when first asked for: a schema may lie in a module that itself imports this one.
    'const made = new Map();',
    'const make = (schema) => {',
    ...Object.entries(all).map(([name, schema]) => `if (schema === ${name}) return ${checkCode(schema)};`),
    '};',
    'export function preparedFor(schema) {',
    'if (!made.has(schema)) made.set(schema, make(schema));',
    'return made.get(schema);',
    '}',
  ].join('\n');
}

export function prepareChecks(root: string): Plugin {
  return {
    name: 'prepare-checks',
    load(id) {
      const sources = preparedModules[relative(root, id).split(sep).join('/')];
      return sources && { code: moduleOf(sources), moduleType: 'js' };
    },
  };
}

/** The contracts that a module states × what its organisation says of them → controls, none under a name of ours. */
import { Type, type Static } from 'typebox';
import { byText, dataClasses, fault, forces, severities, type Control } from '../../estate/index.ts';
import { checker } from '../engine/shape.ts';
import { phases, Question, stages } from '../schema/question.ts';
import { idPattern, type Paper } from './paper.ts';

const words = Type.String({ minLength: 1, maxLength: 200, pattern: '^[^\\u0000-\\u001f<>|\\[\\]]*$' });
const some = <T extends string>(of: readonly T[]) =>
  Type.Array(Type.Enum([...of]), { minItems: 1, uniqueItems: true, maxItems: 20 });

const Contract = Type.Object(
  {
    severity: Type.Enum([...severities]),
    force: Type.Enum([...forces]),
    references: Type.Array(words, { maxItems: 32 }),
    noReference: Type.Optional(words),
    stages: some(stages),
    phases: Type.Optional(some(phases)),
    kinds: Type.Array(words, { minItems: 1, maxItems: 40 }),
    classes: some(dataClasses),
    // A fact that no question has would make every answer unknown, for ever and without a step that helps.
    requires: Type.Array(Type.Enum(Object.keys(Question.properties)), { maxItems: 40 }),
  },
  { additionalProperties: false },
);
const isContract = checker(Contract);
const isId = new RegExp(idPattern);

function contractOf(id: string, value: unknown): Static<typeof Contract> {
  const isWhole = isContract(value) && (value.references.length > 0 || value.noReference !== undefined);
  if (!isWhole || !isId.test(id)) throw fault('bad-document', { detail: 'contract' }, { subject: id });
  return value;
}

/** Before any of its code runs. Throws `bundle-takes-our-name`. */
export function refuseOurNames(ids: readonly string[], taken: ReadonlySet<string>): void {
  const found = ids.find((id) => taken.has(id));
  if (found !== undefined) throw fault('bundle-takes-our-name', {}, { subject: found });
}

/**
 * Sorted by id. Throws `bundle-without-rules` (no control, or one that is described and has no rule),
 * `bundle-without-catalogue` (a control that nobody describes), `bundle-takes-our-name`, `bad-document` (contract).
 */
export function catalogueFrom(
  contracts: unknown,
  paper: Paper,
  taken: ReadonlySet<string>,
  bundle: string,
): readonly Control[] {
  const stated = Object.entries((contracts ?? {}) as Record<string, unknown>);
  const ids = stated.map(([id]) => id);
  if (ids.length === 0) throw fault('bundle-without-rules', {}, { subject: 'policy.wasm' });
  refuseOurNames(ids, taken);
  const silent = Object.keys(paper.controls).find((id) => !ids.includes(id));
  if (silent !== undefined) throw fault('bundle-without-rules', {}, { subject: silent });
  const wordless = ids.find((id) => !Object.hasOwn(paper.controls, id));
  if (wordless !== undefined) throw fault('bundle-without-catalogue', {}, { subject: wordless });
  return stated
    .map(([id, value]) => {
      const { noReference, phases: at, ...contract } = contractOf(id, value);
      const optional = {
        ...(noReference === undefined ? {} : { noReference }),
        ...(at === undefined ? {} : { phases: at }),
      };
      return { id, ...contract, ...optional, bundle };
    })
    .sort((one, other) => byText(one.id, other.id));
}

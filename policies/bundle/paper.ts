/** `cloison.json`: what an organisation says of its own controls, in both languages. What they judge is in the module. */
import { Type, type Static } from 'typebox';
import { fault, languages, parseJsonStrict, type Language, type Lexicon } from '../../estate/index.ts';
import { checker } from '../engine/shape.ts';
import { argumentsOf } from './sentence.ts';

const closed = { additionalProperties: false };
const sentence = Type.String({ minLength: 1, maxLength: 2000 });
const Sentence = Type.Object({ en: sentence, fr: sentence }, closed);

/** The shape of a control's id, `family/the-promise`, and of a reason's code. */
export const idPattern = '^[a-z][a-z0-9-]{0,39}/[a-z][a-z0-9-]{0,79}$';
export const codePattern = '^[a-z][a-z0-9-]{0,59}$';

const Described = Type.Object(
  {
    title: Sentence,
    why: Sentence,
    remedy: Sentence,
    /** The step that turns its unknowns into answers. */
    makeKnown: Sentence,
    /** Code of a reason → the sentence that its values fill. */
    words: Type.Record(Type.String({ pattern: codePattern }), Sentence, closed),
  },
  closed,
);

const Paper = Type.Object(
  {
    version: Type.Literal('cloison/bundle/v1'),
    name: Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9 ._-]{0,79}$' }),
    questionVersion: Type.Literal('cloison/question/v1'),
    controls: Type.Record(Type.String({ pattern: idPattern }), Described, closed),
  },
  closed,
);
export type Paper = Static<typeof Paper>;
const isPaper = checker(Paper);

const refuse = (detail: string) => fault('bad-document', { detail: `cloison.json, ${detail}` });

/** Throws `bundle-without-catalogue`, `bad-json` with its place, or `bad-document` with what does not fit. */
export function readPaper(bytes: Uint8Array | undefined): Paper {
  if (bytes === undefined) throw fault('bundle-without-catalogue', {}, { subject: 'cloison.json' });
  const value = parseJsonStrict(bytes);
  const { version, questionVersion } = (value ?? {}) as { version?: unknown; questionVersion?: unknown };
  // Said apart from every other fault of form: the bundle is well made, but for another version of the tool.
  if (version !== 'cloison/bundle/v1') throw refuse('version');
  if (questionVersion !== 'cloison/question/v1') throw refuse('questionVersion');
  if (!isPaper(value)) throw refuse('shape');
  return value;
}

type Spoken = readonly [id: string, said: Static<typeof Sentence>, takesValues: boolean];

function* spoken({ controls }: Paper): Generator<Spoken> {
  for (const [id, { title, why, remedy, makeKnown, words }] of Object.entries(controls)) {
    yield [`${id}.title`, title, false];
    yield [`${id}.why`, why, false];
    yield [`${id}.remedy`, remedy, false];
    yield [`${id}.make-known`, makeKnown, false];
    for (const [code, said] of Object.entries(words)) yield [`${id}.${code}`, said, true];
  }
}

/** Ids as those of our own words, so that every output says a foreign control as it says ours. Throws `bad-document`. */
export function lexiconOf(paper: Paper): Lexicon {
  const words: Record<Language, Record<string, string>> = { en: {}, fr: {} };
  for (const [id, said, takesValues] of spoken(paper)) {
    // A code called `title` would say one thing where another is meant.
    if (words.en[id] !== undefined) throw refuse(id);
    const [en, fr] = languages.map((language) => argumentsOf(said[language])?.join());
    if (en === undefined || en !== fr || (!takesValues && en !== '')) throw refuse(id);
    for (const language of languages) words[language][id] = said[language];
  }
  return words;
}

/** A sentence that came from outside: it must be an ICU message, and plain text wherever it is printed. */
import { IntlMessageFormat } from 'intl-messageformat';

type Elements = ReturnType<IntlMessageFormat['getAst']>;

/** Controls, marks that turn or hide text, and what starts a tag, a link or a cell: values are escaped, sentences are not. */
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029<>|[\]]/u;

/** 0 is literal text in the parser's closed list of types, which intl-messageformat does not export. */
const isLiteral = (element: Elements[number]) => (element.type as number) === 0;

function* named(elements: Elements): Generator<string> {
  for (const element of elements) {
    if (!('value' in element) || isLiteral(element)) continue;
    yield element.value;
    if ('options' in element) for (const option of Object.values(element.options)) yield* named(option.value);
  }
}

/** Names of the arguments, sorted, each once; undefined when it is no message, or must not be printed. */
export function argumentsOf(sentence: string): readonly string[] | undefined {
  if (unprintable.test(sentence)) return undefined;
  try {
    return [...new Set(named(new IntlMessageFormat(sentence, 'en', undefined, { ignoreTag: true }).getAst()))].sort();
  } catch {
    return undefined;
  }
}

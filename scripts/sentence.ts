/** Looks into ICU messages: a page has no values to show, and a test compares what two languages ask for. */
import { IntlMessageFormat } from 'intl-messageformat';
import type { Say } from '../estate/index.ts';

type Elements = ReturnType<IntlMessageFormat['getAst']>;

function elementsOf(template: string): Elements {
  return new IntlMessageFormat(template, 'en', undefined, { ignoreTag: true }).getAst();
}

/** 0 is literal text in the parser's closed list of types, which intl-messageformat does not export. */
function isLiteral(element: Elements[number]): boolean {
  return (element.type as number) === 0;
}

/** The sentence with its arguments shown by name, such as ‹country›; of a choice, the branch `other`. */
export function sentenceShown(template: string, say: Say): string {
  const name = (argument: string) => `‹${say(`argument.${argument}`)}›`;
  const show = (elements: Elements, counted: string): string =>
    elements
      .map((element) => {
        if ('options' in element) return show(element.options['other']!.value, element.value);
        if (!('value' in element)) return name(counted);
        return isLiteral(element) ? element.value : name(element.value);
      })
      .join('');
  return show(elementsOf(template), '');
}

/** Names of the arguments of a sentence, sorted, each once. A sentence that is no ICU message throws. */
export function argumentsOf(template: string): readonly string[] {
  const names = new Set<string>();
  const visit = (elements: Elements): void => {
    for (const element of elements) {
      if (!('value' in element) || isLiteral(element)) continue;
      names.add(element.value);
      if ('options' in element) for (const option of Object.values(element.options)) visit(option.value);
    }
  };
  visit(elementsOf(template));
  return [...names].sort();
}

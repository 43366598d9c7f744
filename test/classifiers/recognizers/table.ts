/** One table per recognizer: a text, whether it is read as this identifier, and the reason as title. */
import { expect, test } from 'vitest';
import type { ValueRecognizer } from '../../../classifiers/index.ts';

/** The matches of `text` that pass, over all forms. */
export const readBy = (recognizer: ValueRecognizer, text: string): string[] =>
  recognizer.forms.flatMap((form) =>
    [...text.matchAll(form.written)].map(([match]) => match).filter((match) => form.passes?.(match) ?? true),
  );

export type Row = readonly [text: string, read: boolean, reason: string];

export function table(recognizer: ValueRecognizer, rows: readonly Row[]): void {
  test.each(rows.map(([text, read, reason]) => ({ text, read, title: `${read ? 'reads' : 'leaves'} ${reason}` })))(
    '$title',
    ({ text, read }) => {
      expect(readBy(recognizer, text).length > 0).toBe(read);
    },
  );
}

import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { widthOf } from '../../cli/wide.ts';

describe('the columns of a text', () => {
  it('are those of the library, character by character', () => {
    for (let code = 0x20; code < 0x3000; code += 1) {
      const char = String.fromCodePoint(code);
      expect([code, widthOf(char)]).toEqual([code, stringWidth(char)]);
    }
  });

  it('are those of the library for any text, and for marks that join what stands before them', () => {
    const some = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.constantFrom('é', '✓', '\u0301', '\uFE0F', '👩‍💻', '日', '\u200D', 'a'),
    );
    fc.assert(
      fc.property(fc.array(some), (parts) => {
        const text = parts.join('');
        expect(widthOf(text)).toBe(stringWidth(text));
      }),
    );
  });
});

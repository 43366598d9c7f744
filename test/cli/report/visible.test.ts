import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inertJson, visible } from '../../../cli/report/index.ts';
import { hostileNames, unseenRaw } from './hostile.ts';

describe('what is printed', () => {
  it('shows what cannot be seen and leaves letters, accents, ideograms and faces alone', () => {
    expect(visible('\u001b[2J\r\n')).toBe(String.raw`\u{1b}[2J\u{d}\u{a}`);
    expect(visible('é € 日本 😀 « l’été »\u202f!')).toBe('é € 日本 😀 « l’été »\u202f!');
    expect(visible('\ud800x')).toBe(String.raw`\u{d800}x`);
  });

  it('holds nothing unseen, whatever came in', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => unseenRaw.exec(visible(text)) === null));
    for (const name of hostileNames) expect(unseenRaw.exec(visible(name))).toBeNull();
  });

  it('is stable: shown twice is shown once', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => visible(visible(text)) === visible(text)));
  });

  it('keeps JSON exact while nothing in it is unseen', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' })), (value) => {
        const text = inertJson(JSON.stringify(value, undefined, 2));
        expect(unseenRaw.exec(text)).toBeNull();
        expect({ ...(JSON.parse(text) as object) }).toEqual({ ...value });
      }),
    );
  });
});

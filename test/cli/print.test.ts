import { spawnSync } from 'node:child_process';
import stringWidth from 'string-width';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { quoted } from '../../cli/paste.ts';
import { printerOf } from '../../cli/print.ts';
import { wrapped } from '../../cli/report/wrap.ts';

function printed(width: number | undefined, command: string): string {
  const rows: string[] = [];
  const printer = printerOf({ write: (text) => void rows.push(text), isTerminal: width !== undefined, width }, false);
  printer.line(['Next:', { text: ` ${command}`, isCommand: true }], 2);
  return rows.join('');
}

const word = fc.string({ unit: fc.constantFrom('a', 'b', ' ', "'", '-', '/', '$'), minLength: 1, maxLength: 30 });

it('breaks a command so that a shell still reads the same words', () => {
  fc.assert(
    fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), fc.integer({ min: 24, max: 90 }), (words, width) => {
      const command = `printf '%s\\n' ${words.map(quoted).join(' ')}`;
      const text = printed(width, command).slice('Next:'.length);
      const { stdout } = spawnSync('sh', ['-c', text], { encoding: 'utf8' });
      expect(stdout).toBe(words.map((each) => `${each}\n`).join(''));
    }),
    { numRuns: 40 },
  );
});

it('leaves a command on one line for a pipe', () => {
  expect(printed(undefined, `cloison audit ${'--place p '.repeat(30)}`).trimEnd()).not.toContain('\n');
});

it('breaks a name at its joints rather than inside a word, and loses nothing of it', () => {
  const name = 'cluster://k8s-paris/accreditation/PersistentVolumeClaim/photos';
  const rows = wrapped(name, 30);
  expect(rows.slice(0, -1).filter((row) => !/[/-]$/.test(row))).toEqual([]);
  fc.assert(
    fc.property(
      fc.string({ minLength: 1, maxLength: 120 }).filter((text) => !text.includes(' ')),
      (text) => {
        const cut = wrapped(text, 24);
        expect(cut.join('')).toBe(text);
        expect(cut.filter((row) => stringWidth(row) > 24)).toEqual([]);
      },
    ),
  );
});

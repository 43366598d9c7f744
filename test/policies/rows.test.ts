import { describe, expect, it } from 'vitest';
import { committedEngine } from '../../policies/index.ts';
import { regoSources } from '../../scripts/build-policies.ts';
import { enginePath } from '../engines/binary.ts';
import { askOpa } from './opa.ts';
import { allRows, unmet } from './rows.ts';

const rows = allRows();
const engine = committedEngine();

describe.each([...Map.groupBy(rows, (row) => row.control)])('%s', (_control, own) => {
  it.each(own.map((row) => [row.title, row] as const))('%s', (_title, row) => {
    expect(unmet(row, engine.decide(row.question))).toBeUndefined();
  });
});

const opa = enginePath('opa');
const inCi = process.env['CI'] === 'true';

describe('OPA itself and the WebAssembly module', () => {
  it.skipIf(opa === undefined && !inCi)('agree on every row, byte for byte', () => {
    const answers = askOpa(
      opa!,
      regoSources,
      rows.map((row) => row.question),
    );
    for (const [position, row] of rows.entries()) {
      expect(engine.decide(row.question), `${row.control}: ${row.title}`).toEqual(answers[position]);
    }
  });

  it('the worst question takes under 5 ms', () => {
    // The best of several turns: what the question costs, not what else this machine is doing.
    const cost = (row: (typeof rows)[number]): number => {
      const turns = Array.from({ length: 10 }, () => {
        const started = performance.now();
        engine.decide(row.question);
        return performance.now() - started;
      });
      return Math.min(...turns);
    };
    expect(Math.max(...rows.map(cost))).toBeLessThan(5);
  });
});

/** What is written down of the module when the package is packed must be what the module states, and of no other module. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { catalogueOf, committedEngine, committedPin } from '../../policies/index.ts';
import { committedData } from '../../policies/engine/committedData.ts';
import { statedBy } from '../../policies/engine/stated.ts';
import { dataCode, dataModule, statedCode, statedModule } from '../../scripts/pack-contracts.ts';

const engine = committedEngine();
// oxlint-disable-next-line typescript/no-implied-eval -- what the bundle runs is a text here
const packed = new Function(`${statedCode().replace('export ', '')} return statedBy;`)() as typeof statedBy;

it('is what the module says, in its order, and nothing of another module', () => {
  expect(Object.keys(engine.contracts()).length).toBeGreaterThan(20);
  expect(JSON.stringify(packed(committedPin))).toBe(JSON.stringify(engine.contracts()));
  expect(packed(`sha256:${'0'.repeat(64)}`)).toBeUndefined();
});

it('is asked of the module wherever nothing was written down', () => {
  expect(statedBy(committedPin)).toBeUndefined();
  const source = readFileSync(join(import.meta.dirname, '../..', statedModule), 'utf8');
  expect(source).toMatch(/\{\n {2}return undefined;\n\}\n$/);
  const asked: string[] = [];
  const other = { ...engine, contracts: () => (asked.push('contracts'), engine.contracts()) };
  expect(catalogueOf(other)).toEqual(catalogueOf(engine));
  expect(asked).toEqual(['contracts']);
});

it('hands the module the facts that are made of the committed rows, in their order', () => {
  // oxlint-disable-next-line typescript/no-implied-eval -- what the bundle runs is a text here
  const written = new Function(`${dataCode().replace('export ', '')} return committedData;`)() as typeof committedData;
  const made = JSON.stringify(committedData());
  expect(made.length).toBeGreaterThan(20_000);
  expect(JSON.stringify(written()) === made).toBe(true);
  const source = readFileSync(join(import.meta.dirname, '../..', dataModule), 'utf8');
  expect(source).toContain('export const committedData = ');
});

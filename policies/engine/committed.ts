/** The module this version ships, its pinned digest, and the engine over it with the committed facts. */
import { readFileSync } from 'node:fs';
import { byText, type Control } from '../../estate/index.ts';
import pin from '../compiled/policy.pin.json' with { type: 'json' };
import { committedRows } from '../facts/committed.ts';
import { loadFacts, type Facts } from '../facts/facts.ts';
import { committedData } from './committedData.ts';
import { loadEngine, type Engine } from './engine.ts';
import { statedBy } from './stated.ts';

export const committedPin: string = pin.digest;

export function committedModule(): Uint8Array {
  return readFileSync(new URL('../compiled/policy.wasm', import.meta.url));
}

export function committedEngine(): Engine {
  return loadEngine(committedModule(), committedPin, committedData());
}

let facts: Facts | undefined;
/** One for the whole process: the rows never change. */
export function committedFacts(): Facts {
  facts ??= loadFacts(committedRows);
  return facts;
}

/** Every control, sorted by id, as the compiled module states it. */
export function catalogueOf(engine: Engine): Control[] {
  return Object.entries(statedBy(engine.digest) ?? engine.contracts())
    .map(([id, contract]) => ({ id, ...(contract as Omit<Control, 'id'>) }))
    .sort((one, other) => byText(one.id, other.id));
}

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BinaryReader, type ISectionInformation } from 'wasmparser';
import { declaresMemory } from '../../../policies/bundle/memory.ts';

/** Of the library's enumerations, which it declares for compilers alone: where its reader stands, and kinds of sections. */
const state = { error: -1, section: 3 };
const kinds = { memory: 5, code: 10 };
// The compiler's library for Node has no name for it.
const engine = globalThis as unknown as { WebAssembly: { validate(bytes: Uint8Array): boolean } };
const validate = (bytes: Uint8Array): boolean => engine.WebAssembly.validate(bytes);
const head = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];

/** Ids of the sections, as the library walks them. */
function sectionsOf(module: Uint8Array): readonly number[] {
  const reader = new BinaryReader();
  const bytes = Uint8Array.from(module);
  reader.setData(bytes.buffer, 0, bytes.length);
  const ids: number[] = [];
  const stands = (): number => reader.state;
  while (reader.read()) {
    if (stands() !== state.section) continue;
    ids.push((reader.result as ISectionInformation).id);
    reader.skipSection();
  }
  if (stands() === state.error) throw reader.error;
  return ids;
}
const hasMemory = (module: Uint8Array): boolean => sectionsOf(module).includes(kinds.memory);

/** A number in LEB128, in as many bytes as it needs or more: each is allowed. */
function leb(value: number, least: number): readonly number[] {
  const bytes: number[] = [];
  for (let rest = value; rest > 0 || bytes.length < least; rest = Math.floor(rest / 128)) bytes.push(rest % 128);
  return bytes.map((byte, index) => (index < bytes.length - 1 ? byte + 128 : byte));
}

const width = fc.integer({ min: 1, max: 5 });
const section = (id: number, body: readonly number[]) =>
  width.map((bytes) => [id, ...leb(body.length, bytes), ...body]);
/** Named "c", then anything: what looks like a memory inside it is none. */
const custom = fc
  .tuple(fc.uint8Array({ maxLength: 400 }), width)
  .map(([bytes, wide]) => [0, ...leb(bytes.length + 2, wide), 1, 0x63, ...bytes]);
const between = fc.array(custom, { maxLength: 2 }).map((all) => all.flat());
const sometimes = (each: fc.Arbitrary<readonly number[]>) => fc.oneof(fc.constant([]), each);
/** `m.m`, a memory of one page that the host gives. */
const given = section(2, [1, 1, 0x6d, 1, 0x6d, 2, 0, 1]);
const own = fc.constantFrom([0], [1, 0, 1], [1, 1, 1, 2]).chain((body) => section(5, body));
const module = fc
  .tuple(
    between,
    sometimes(section(1, [1, 0x60, 0, 0])),
    between,
    sometimes(given),
    between,
    sometimes(own),
    between,
    sometimes(section(6, [0])),
    between,
  )
  .map((parts) => ({ bytes: Uint8Array.from([...head, ...parts.flat()]), own: parts[5].length > 0 }));

describe('the walk over the sections of a module', () => {
  it('finds a memory of its own where wasmparser finds one, and nowhere else', () => {
    let [met, valid] = [0, 0];
    fc.assert(
      fc.property(module, ({ bytes, own: expected }) => {
        expect(hasMemory(bytes)).toBe(expected);
        expect(declaresMemory(bytes)).toBe(expected);
        met += Number(expected);
        valid += Number(validate(bytes));
      }),
      { numRuns: 500 },
    );
    expect(Math.min(met, 500 - met, valid)).toBeGreaterThan(100);
  });

  it('agrees with wasmparser on all that an engine compiles, whatever bytes are altered or cut', () => {
    const change = fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 }));
    let compiled = 0;
    fc.assert(
      fc.property(module, fc.array(change, { maxLength: 3 }), fc.nat(), ({ bytes }, changes, cut) => {
        const altered = Uint8Array.from(bytes);
        for (const [at, byte] of changes) altered[head.length + (at % (bytes.length - head.length + 1))] = byte;
        const kept = altered.subarray(0, bytes.length - (cut % 3));
        // It throws on bytes that no engine takes, and it walks some others that none takes either.
        if (!validate(kept)) return;
        compiled += 1;
        expect(declaresMemory(kept)).toBe(hasMemory(kept));
      }),
      { numRuns: 2000 },
    );
    expect(compiled).toBeGreaterThan(200);
  });

  it('reads the module of our own policies as wasmparser does', () => {
    const policy = readFileSync(join(import.meta.dirname, '../../../policies/compiled/policy.wasm'));
    expect(sectionsOf(policy)).toContain(kinds.code);
    expect([hasMemory(policy), declaresMemory(policy)]).toEqual([false, false]);
  });
});

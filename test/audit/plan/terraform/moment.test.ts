import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { momentIn } from '../../../../audit/plan/terraform/snapshot/moment.ts';

const at = '2026-11-22T16:51:11Z';
const own = new BinaryWriter().tag(21, WireType.LengthDelimited).string(at).finish();
const varint = (byte: number, count: number): readonly number[] => [...Array<number>(count).fill(byte), 1];
/** Groups in groups of field 3, and all their ends. */
const groups = (depth: number): readonly number[] => [
  ...Array<number>(depth).fill(0x1b),
  ...Array<number>(depth).fill(0x1c),
];

describe('the moment of a binary plan', () => {
  test('is found among fields of every form, in any order, and of the outermost message alone', async () => {
    const field = fc.oneof(
      fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map((value) => (to: BinaryWriter) => to.tag(1, 0).uint64(value)),
      fc.nat().map((value) => (to: BinaryWriter) => to.tag(9, WireType.Bit32).fixed32(value)),
      fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map((value) => (to: BinaryWriter) => to.tag(8, 1).fixed64(value)),
      fc.uint8Array({ maxLength: 300 }).map((value) => (to: BinaryWriter) => to.tag(3, 2).bytes(value)),
      fc.constant((to: BinaryWriter) => to.tag(3, 2).bytes(own)),
      fc.constant((to: BinaryWriter) => to.tag(13, WireType.StartGroup).raw(own).tag(13, WireType.EndGroup)),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(field), fc.array(field), async (before, after) => {
        const to = new BinaryWriter();
        for (const write of before) write(to);
        expect(await momentIn(to.finish())).toBeUndefined();
        for (const write of before) write(to);
        to.raw(own);
        for (const write of after) write(to);
        expect(await momentIn(to.finish())).toBe(at);
      }),
    );
  });

  test.each<[string, readonly number[]]>([
    ['a tag without its value', [0xaa, 1]],
    ['a text that is cut', [...own.subarray(0, own.length - 1)]],
    ['a varint that is cut', [...own, 0x08, 0x80]],
    ['a fixed number that is cut', [...own, 0x09, 1, 2, 3]],
    ['a varint as long as a tag cannot be', [...own, ...varint(0xff, 20)]],
    ['a length of four thousand million', [...own, 0x1a, 0xff, 0xff, 0xff, 0xff, 0x0f]],
    ['a group without its end', [...own, 0x1b]],
    ['an end without its group', [...own, 0x1c]],
    ['a group that another ends', [...own, 0x1b, 0x24]],
    ['groups in groups without number', [...own, ...groups(200_000)]],
    ['a field without number', [...own, 0x02, 0]],
    ['a form that there is not', [...own, 0x0e]],
    ['two moments that say one thing', [...own, ...own]],
    ['a moment that is a number', [...own, 0xa8, 1, 7]],
    ['a moment that is none', [0xaa, 1, 5, ...Buffer.from('today')]],
    ['a moment of a thousand characters', [0xaa, 1, 0xe8, 7, ...Buffer.from(at.padEnd(1000))]],
  ])('is not believed of %s', async (_, bytes) => {
    expect(await momentIn(new Uint8Array(bytes))).toBeUndefined();
  });

  test('is never another one, wherever a plan is cut or altered', async () => {
    const plan = new Uint8Array([0x08, 3, 0x1a, own.length, ...own, ...own, 0x19, 1, 2, 3, 4, 5, 6, 7, 8]);
    expect(await momentIn(plan)).toBe(at);
    for (let end = 0; end <= plan.length; end += 1)
      expect([undefined, at]).toContain(await momentIn(plan.subarray(0, end)));
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
        expect(await momentIn(bytes)).toBeUndefined();
      }),
    );
  });
});

/** How a row of the resource table points at another: what it belongs to, and what it is made of. */
import { Type, type Static } from 'typebox';
import { closed, Path, Word } from './factShape.ts';

/** `of`: families of rows it belongs to. `by`: properties that name it by one of its names, or refer to it. */
export const Parent = closed({
  of: Type.Array(Word, { minItems: 1 }),
  by: Type.Array(Path, { minItems: 1 }),
  /** It is a part of everything that is named there, not of the first: a second origin is one as well. */
  every: Type.Optional(Type.Boolean()),
});

/**
 * By family of rows. `store`: it is named by a bucket, or a bucket and a path in it. `shown`: it counts only where the inputs
 * or the estate show it, for its name does not tell one of one's own from one that the provider gives everybody. `besides`:
 * projects of the provider that give theirs to everybody.
 */
export const MadeOf = Type.Record(
  Type.String(),
  Type.Array(
    closed({
      ...Parent.properties,
      store: Type.Optional(Type.Boolean()),
      shown: Type.Optional(Type.Boolean()),
      besides: Type.Optional(Type.Array(Word, { minItems: 1 })),
    }),
  ),
);
export type MadeOf = Static<typeof MadeOf>;

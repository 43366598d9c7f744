/** How a row of the resource table says where a fact stands: encryption, copies, versions, and the doors that strangers may come in by. */
import { Type, type Static, type TProperties } from 'typebox';

/** Declared here and not with the estate's terms: `audit` reads the language only through its door. */
export function closed<const P extends TProperties>(properties: P) {
  return Type.Object(properties, { additionalProperties: false });
}

export const Word = Type.String({ minLength: 1, maxLength: 300 });
/** `a.b.c`, or the segments one by one where one of them holds a dot (a label's key). Lists on the way are walked through. */
export const Path = Type.Union([Word, Type.Array(Word, { minItems: 1 })]);

const Kept = Type.Enum(['none', 'provider-key', 'customer-key']);
/** What a door lets strangers do: `read` lists too; `write` includes deletion. */
export const Opening = Type.Enum(['shut', 'read', 'write', 'read-write']);
/** A state instead of a value: the source cannot say, or nobody knows. */
const Unsaid = Type.Enum(['unsupported', 'unknown', 'absent']);

/** Values not listed are `other`; `other` left out, they are unknown. Wrong types are an error, whatever the row says. */
const reading = <const T extends Parameters<typeof Type.Optional>[0]>(Said: T) =>
  closed({
    path: Path,
    type: Type.Optional(Type.Enum(['text', 'boolean', 'number', 'block', 'addresses', 'listed'])),
    values: Type.Optional(Type.Record(Type.String(), Said)),
    other: Type.Optional(Said),
    /** Where a value that is known only after apply still says this much: a key that does not exist yet is a key. */
    unknown: Type.Optional(Said),
  });

/** Readings in order: the first whose path is there decides. `absent`: the provider's default where none is there. */
export const Encryption = closed({
  read: Type.Array(reading(Kept)),
  absent: Type.Optional(Type.Union([Kept, Unsaid])),
});
/** `self`: what stands there is a target. A list is of targets by a word of our own, such as `paired-region`. */
export const Replication = closed({
  read: Type.Array(reading(Type.Union([Type.Literal('self'), Type.Array(Word)]))),
  /** Where this path says one of these values, the rule beside it copies nothing. */
  unless: Type.Optional(closed({ path: Path, values: Type.Array(Word) })),
  absent: Type.Optional(Unsaid),
  /** Families of which a target may be one: then every reading is `self`, and a target of the inputs is judged as what it is. */
  to: Type.Optional(Type.Array(Word, { minItems: 1 })),
  /** Each target is a region of the provider. */
  regions: Type.Optional(Type.Boolean()),
  /** What goes there tells of the contents and holds none of them, such as a log: it may lie where they may, under a lower class. */
  metadata: Type.Optional(Type.Boolean()),
  /** Of a row whose copies are contents: where else only logs go, whatever `unless` says. */
  logs: Type.Optional(Type.Array(Path, { minItems: 1 })),
});
export const Versioning = closed({ read: Type.Array(reading(Type.Enum(['on', 'suspended', 'off']))) });
/**
 * `by`: the block that shuts this door. `within`: narrows what an open door gives, e.g. by the role that is given; `silent`
 * says nothing. A reading of `addresses` takes no values: origins that are not fixed are `read`, fixed ones `shut`; `to` is
 * the last address where the first is read. One of `listed` is a list behind commas: each entry is a word of the values, or
 * begins with one that ends in `:` or `-`, and the longest counts. `yields`: open only as long as no other door of the same kind is told at the
 * container or its parts: rules that let in some shut out all others.
 */
export const Door = closed({
  by: Type.Enum(['acl', 'policy', 'address']),
  read: reading(Type.Union([Opening, Type.Literal('silent')])),
  to: Type.Optional(Path),
  within: Type.Optional(reading(Opening)),
  absent: Type.Optional(Type.Union([Opening, Type.Literal('unknown')])),
  yields: Type.Optional(Type.Boolean()),
});
export const Block = closed({
  shuts: Type.Enum(['acl', 'policy', 'address']),
  path: Path,
  /** The value by which it shuts. Left out, `true`. */
  when: Type.Optional(Word),
});

/**
 * A door of its own to a container: its policy names the door and not the container, of which it speaks. `shut`: where that
 * is `true`, strangers do not come in by it, whatever the policy says.
 */
export const Point = closed({ shut: Type.Optional(Path) });

export type Path = Static<typeof Path>;
export type Opening = Static<typeof Opening>;
export type Reading<T> = {
  readonly path: Path;
  readonly type?: 'text' | 'boolean' | 'number' | 'block' | 'addresses' | 'listed';
  readonly values?: Readonly<Record<string, T>>;
  readonly other?: T;
  readonly unknown?: T;
};

/** What a row of the resource table may say. Paths are Terraform's names in snake_case; Pulumi's and Kubernetes' are derived. */
import { Type, type Static, type TProperties } from 'typebox';

/** Declared here and not with the estate's terms: `audit` reads the language only through its door. */
function closed<const P extends TProperties>(properties: P) {
  return Type.Object(properties, { additionalProperties: false });
}

const Word = Type.String({ minLength: 1, maxLength: 300 });
/** `a.b.c`, or the segments one by one where one of them holds a dot (a label's key). Lists on the way are walked through. */
export const Path = Type.Union([Word, Type.Array(Word, { minItems: 1 })]);

const Kept = Type.Enum(['none', 'provider-key', 'customer-key']);
/** What a door lets strangers do: `read` lists too; `write` includes deletion. */
const Opening = Type.Enum(['shut', 'read', 'write', 'read-write']);
/** A state instead of a value: the source cannot say, or nobody knows. */
const Unsaid = Type.Enum(['unsupported', 'unknown', 'absent']);

/** Values not listed are `other`; `other` left out, they are unknown. Wrong types are an error, whatever the row says. */
const reading = <const T extends Parameters<typeof Type.Optional>[0]>(Said: T) =>
  closed({
    path: Path,
    type: Type.Optional(Type.Enum(['text', 'boolean', 'number', 'block', 'addresses'])),
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
});
export const Versioning = closed({ read: Type.Array(reading(Type.Enum(['on', 'suspended', 'off']))) });
/**
 * `by`: the block that shuts this door. `within`: narrows what an open door gives, e.g. by the role that is given; `silent`
 * says nothing. A reading of `addresses` takes no values: origins that are not fixed are `read`, fixed ones `shut`; `to` is
 * the last address where the first is read. `yields`: open only as long as no other door of the same kind is told at the
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
 * A `region` names one; of a `zone` it is derived; an `arn` holds one; an `endpoint` is a URL of the estate or a provider;
 * `terms` are the alternatives of an affinity or topology of Kubernetes, which may name regions by label;
 * `source` is what a volume keeps its bytes in, `parameters` the settings of a class of volumes.
 */
export const Clue = closed({
  path: Path,
  as: Type.Enum(['region', 'zone', 'arn', 'endpoint', 'terms', 'source', 'parameters']),
  /** Unknown before apply says nothing here, and the next clue is asked: an output, or a zone of a regional API. */
  loose: Type.Optional(Type.Boolean()),
});
/** `of`: families of rows it belongs to. `by`: properties that name it by one of its names, or refer to it. */
const Parent = closed({ of: Type.Array(Word, { minItems: 1 }), by: Type.Array(Path, { minItems: 1 }) });

export const Row = closed({
  /** Every token of this one thing, whatever tool writes it. */
  types: Type.Array(Word, { minItems: 1 }),
  role: Type.Enum(['holds', 'configures', 'grants', 'moves']),
  /** The documentation page or provider schema that the row was written from. */
  source: Word,
  kind: Type.Optional(Type.Enum(['bucket', 'volume', 'database', 'stream', 'workload', 'namespace'])),
  /** What others point at; left out, the first type. */
  family: Type.Optional(Word),
  /** Physical name; the first that is there. */
  name: Type.Optional(Type.Array(Path)),
  /** Other names by which others may point at it. */
  ids: Type.Optional(Type.Array(Path)),
  /** Kind, or Kind.group, of an object of a cluster. */
  object: Type.Optional(Word),
  /** Key of the provider's `endpoints`. */
  service: Type.Optional(Word),
  place: Type.Optional(Type.Array(Clue)),
  /** Of a part: what it configures. Of a container: what it lies in, and takes its place from. */
  parent: Type.Optional(Parent),
  /** What it points at that says something of it: the class of a volume, and the volume itself. */
  uses: Type.Optional(Type.Array(Parent)),
  /** Containers that it makes of templates inside it: each is read by the row of `family`, once a replica. */
  makes: Type.Optional(closed({ family: Word, path: Path, replicas: Path })),
  encryption: Type.Optional(Encryption),
  replication: Type.Optional(Replication),
  versioning: Type.Optional(Versioning),
  doors: Type.Optional(Type.Array(Door)),
  /** Of a holder without doors, blocks and policy: where it is said that no setting lets strangers in. */
  closed: Type.Optional(Word),
  blocks: Type.Optional(Type.Array(Block)),
  /** A policy as JSON text: of a bucket, or of an identity where the service is `iam`. */
  policy: Type.Optional(Type.Array(Path)),
  /** Whom its policies, and those that it attaches, give something. A user is named by the name of the row. */
  identity: Type.Optional(Type.Enum(['role', 'user', 'group'])),
  /** Gives something only through what attaches it. */
  attachable: Type.Optional(Type.Boolean()),
  /** JSON text of who may act as this role. */
  trust: Type.Optional(Path),
  /** Whom an access list names, one by one: by account or user. `owner`: who it belongs to anyway. `besides`: words that name nobody, or whom a door names; one that ends in `:` or `-` begins many. */
  grantees: Type.Optional(
    closed({ paths: Type.Array(Path), owner: Type.Optional(Path), besides: Type.Optional(Type.Array(Word)) }),
  ),
  /**
   * Properties that the provider never computes: unknown, they are the program's, even where its configuration shows none,
   * for Terraform's leaves `dynamic` blocks out.
   */
  written: Type.Optional(Type.Array(Word)),
  /** Where the names of datasets stand; left out, the table's own. */
  tags: Type.Optional(Type.Array(Path)),
  /** Pulumi's name of a property where it is not the derived one. */
  pulumi: Type.Optional(Type.Record(Type.String(), Word)),
});
export const Table = closed({
  /** Id of the facts; `own` for stores and clusters of which only an endpoint or context tells whose they are. */
  provider: Word,
  tags: Type.Array(Path),
  rows: Type.Array(Row),
});
export const OutOfScope = Type.Record(Type.String(), Type.Array(Word));

export type OutOfScope = Static<typeof OutOfScope>;
export type Path = Static<typeof Path>;
export type Row = Static<typeof Row>;
export type Table = Static<typeof Table>;
export type Clue = Static<typeof Clue>;
export type Opening = Static<typeof Opening>;
export type Reading<T> = {
  readonly path: Path;
  readonly type?: 'text' | 'boolean' | 'number' | 'block' | 'addresses';
  readonly values?: Readonly<Record<string, T>>;
  readonly other?: T;
  readonly unknown?: T;
};

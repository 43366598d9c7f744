/** What a row of the resource table may say. Paths are Terraform's names in snake_case; Pulumi's and Kubernetes' are derived. */
import { Type, type Static } from 'typebox';
import { Block, closed, Door, Encryption, Path, Point, Replication, Versioning, Word } from './factShape.ts';
import { Parent } from './madeShape.ts';

export type { Opening, Path, Reading } from './factShape.ts';
export { MadeOf } from './madeShape.ts';

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
export const Row = closed({
  /** Every token of this one thing, whatever tool writes it. */
  types: Type.Array(Word, { minItems: 1 }),
  role: Type.Enum(['holds', 'configures', 'grants', 'moves']),
  /** The documentation page or provider schema that the row was written from. */
  source: Word,
  kind: Type.Optional(Type.Enum(['bucket', 'volume', 'database', 'stream', 'workload', 'namespace'])),
  /**
   * How a place of the estate that holds it is connected; left out, no place answers for it. `where`: only while the path
   * says so, for a service of one type may run another engine, of which a place of this kind promised nothing.
   */
  connects: Type.Optional(
    closed({
      as: Type.Enum(['s3', 'postgresql']),
      where: Type.Optional(closed({ path: Path, matches: Word })),
    }),
  ),
  /** It holds data only where it claims a dataset; else it holds this word of the second list. */
  ifClaimed: Type.Optional(Word),
  /** It is something only where one of the properties of its parent stands there; else it holds this word of the second list. */
  ifNamed: Type.Optional(Word),
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
  /**
   * It lies where it says itself, and the region of its provider binds it nowhere: one that says nothing lies nobody knows
   * where. Where that is said.
   */
  global: Type.Optional(Word),
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
  /** A door of its own to the container behind it. */
  point: Type.Optional(Point),
  /** It is a policy and nothing else: where none stands in it, what it says is not known. */
  isPolicy: Type.Optional(Type.Boolean()),
  /** Whom its policies, and those that it attaches, give something. A user is named by the name of the row. */
  identity: Type.Optional(Type.Enum(['role', 'user', 'group'])),
  /**
   * Of rights on a whole project or subscription: whom it names, and the role. `besides`: as of an access list. `nobody`:
   * types of Terraform that are identities of the program, beside workloads; no other tool tells how an expression is made. A container that it `uses` is the only one that it is about.
   */
  wide: Type.Optional(
    closed({
      who: Type.Array(Path, { minItems: 1 }),
      role: Type.Optional(Path),
      besides: Type.Optional(Type.Array(Word)),
      nobody: Type.Optional(Type.Array(Word)),
      /** It gives nothing itself: whom it names may act as the identity that stands there. */
      actsAs: Type.Optional(Type.Array(Path, { minItems: 1 })),
      /** By path of `who`: what stands before a name where a bare one would mean another kind. */
      spelt: Type.Optional(Type.Record(Type.String(), Word)),
    }),
  ),
  /** Gives something only through what attaches it. */
  attachable: Type.Optional(Type.Boolean()),
  /** JSON text of who may act as this role. */
  trust: Type.Optional(Path),
  /** Whom an access list names, one by one: by account or user. `owner`: who it belongs to anyway. `besides`: words that name nobody, or whom a door names; one that ends in `:` or `-` begins many. */
  grantees: Type.Optional(
    closed({
      paths: Type.Array(Path),
      owner: Type.Optional(Path),
      besides: Type.Optional(Type.Array(Word)),
      /** Of a list that is one text: what stands between two who are named. */
      separator: Type.Optional(Word),
    }),
  ),
  /**
   * Properties that the provider never computes: unknown, they are the program's, even where its configuration shows none,
   * for Terraform's leaves `dynamic` blocks out.
   */
  written: Type.Optional(Type.Array(Word)),
  /**
   * Properties that the provider computes when it makes the resource and never again: unknown in a change of one that is
   * there, they are the program's too. At its making nobody can tell.
   */
  steady: Type.Optional(Type.Array(Word)),
  /** Attributes inside blocks (`block.attribute`, as Terraform spells them) that the provider fills in where the program leaves them out. */
  computed: Type.Optional(Type.Array(Type.String({ pattern: '^[a-z_]+(?:\\.[a-z_]+)+$' }))),
  /** To delete it takes nothing back of what it set. Where that is said. */
  lasts: Type.Optional(Word),
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
/**
 * By word: what types hold, configure, grant and move nothing, and why. `sources`: where that is read, by provider (the id
 * of the facts, `kubernetes`, `openstack`, or `tools` for what makes values).
 */
export const OutOfScope = Type.Record(
  Type.String(),
  closed({ because: Word, sources: Type.Record(Type.String(), Word), types: Type.Array(Word) }),
);

export type OutOfScope = Static<typeof OutOfScope>;
export type Row = Static<typeof Row>;
export type Table = Static<typeof Table>;
export type Clue = Static<typeof Clue>;

/**
 * Policies that the plan leaves open and its own binary form writes: an expression that is a document's `json` and nothing
 * else; names of service accounts likewise. The plan lists what is cited, which is the same for `replace(data.….json, "Deny", "Allow")`.
 */
import type { Planned, Properties } from '../../told.ts';
import { unknownLeaf } from '../../told.ts';
import { joined, withoutKeys, type Instance } from '../addresses.ts';
import type { Configuration, ConfiguredResource } from '../configuration.ts';
import { plainOf } from '../written/plain.ts';
import { policyOf } from './document.ts';
import { Members } from './members.ts';
import type { Snapshot } from './snapshot.ts';
import type { Resolve } from './texts.ts';

const documentType = 'aws_iam_policy_document';
const bucketType = 'aws_s3_bucket';
/** Whose actions are judged one by one, on what they name; of every other policy each Allow counts whole. */
const namesThings = /^aws_(?:iam|s3)/;

/** Whether the binary plan is of the same run and configuration: another run of the same folder may compute what this one cites. */
function isOf(snapshot: Snapshot, { resources, madeAt }: Configuration): boolean {
  if (madeAt === undefined || snapshot.madeAt !== madeAt) return false;
  const isWritten = (address: string) => snapshot.addresses.has(address) || /(?:^|\.)data\./.test(address);
  return [...snapshot.addresses].every((address) => resources.has(address)) && [...resources.keys()].every(isWritten);
}

const arnOf = /^(aws_s3_bucket\..*)\.arn$/;

interface Asked {
  readonly configured: string;
  readonly module: string;
  readonly property: string;
  /** Address of the document inside the module, as it is cited. */
  readonly cites: string;
}

export class Policies {
  readonly #documents = new Map<string, Properties>();
  readonly #buckets = new Map<string, string>();
  readonly #members = new Members();
  readonly #open = new Set<string>();
  readonly #snapshots: readonly Snapshot[];
  #own: readonly Snapshot[] | undefined;

  constructor(snapshots: readonly Snapshot[]) {
    this.#snapshots = snapshots;
  }

  see(planned: Planned): void {
    const { address, type, after, operation } = planned;
    if (this.#snapshots.length === 0 || after === undefined) return;
    if (type === documentType && operation === 'read') this.#documents.set(address, after);
    const name = after['bucket'];
    if (type === bucketType && typeof name === 'string' && name !== '') this.#buckets.set(address, name);
    this.#members.see(planned);
    if (type.startsWith('aws_') || type.startsWith('google_'))
      for (const property in after) if (after[property] === unknownLeaf) this.#open.add(`${address} ${property}`);
  }

  /** Property → JSON text of the policy, or the name, that will stand there. */
  of(
    { references }: Pick<ConfiguredResource, 'references'>,
    configured: string,
    { address, module }: Instance,
    configuration: Configuration,
  ): Readonly<Record<string, string>> | undefined {
    if (this.#documents.size + this.#members.size === 0) return undefined;
    let found: Record<string, string> | undefined;
    for (const property in references) {
      const [cited, ...more] = references[property]!;
      if (cited?.cites !== 'resource' || more.length > 0 || !this.#open.has(`${address} ${property}`)) continue;
      this.#own ??= this.#snapshots.filter((snapshot) => isOf(snapshot, configuration));
      const asked: Asked = { configured, module, property, cites: `${cited.address}${cited.key}` };
      // Two that could be its binary form and say two things: one of them is another's.
      const [policy, ...others] = new Set(this.#own.map((snapshot) => this.#policyIn(snapshot, asked)));
      if (policy !== undefined && others.length === 0) (found ??= {})[property] = policy;
    }
    return found;
  }

  #policyIn(snapshot: Snapshot, { configured, module, property, cites }: Asked): string | undefined {
    const written = snapshot.bodyOf(configured)?.attributes.get(property);
    if (!cites.startsWith(`data.${documentType}.`)) return written && this.#members.of(written.text, cites, module);
    const plain = written && plainOf(written.text);
    if (plain === undefined || !('cites' in plain) || plain.behind !== '') return undefined;
    if (plain.cites !== `${cites}.json` && plain.cites !== `${cites}.minified_json`) return undefined;
    const address = joined(module, cites);
    const planned = this.#documents.get(address);
    const body = snapshot.bodyOf(withoutKeys(address));
    if (planned === undefined || body === undefined) return undefined;
    const bucket: Resolve = (reference) => {
      const name = this.#buckets.get(joined(module, arnOf.exec(reference)?.[1] ?? '?'));
      return name === undefined ? undefined : `arn:aws:s3:::${name}`;
    };
    const isNamed = namesThings.test(configured.split('.').at(-2)!);
    return policyOf(planned, body, { bucket, resource: isNamed ? bucket : () => '*' });
  }
}

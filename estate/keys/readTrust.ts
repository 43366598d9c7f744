/** `trust.json` → trust, or every problem of it with its place. */
import type { Problem } from '../problem.ts';
import { byPlace } from '../problem.ts';
import { problemOf, type Flaw } from '../read/flaw.ts';
import { pointerTo } from '../read/positions.ts';
import { shapeFlaws } from '../read/shape.ts';
import type { FileContent } from '../read/text.ts';
import { readYaml } from '../read/yaml.ts';
import { isInstant } from '../time.ts';
import { Trust, type TrustedKey } from './trust.ts';
import { publicKeyOf } from './verify.ts';

export interface TrustReading {
  readonly trust?: Trust;
  readonly problems: readonly Problem[];
}

type Said = Omit<Flaw, 'file'>;

function* keyFlaws(key: TrustedKey, index: number, before: readonly TrustedKey[]): Generator<Said> {
  const at = pointerTo('/keys', index);
  const values = { id: key.id };
  if (publicKeyOf(key) === undefined) yield { code: 'key-not-ed25519', pointer: `${at}/publicKey`, values };
  if (before.some(({ id }) => id === key.id)) yield { code: 'key-twice', pointer: `${at}/id`, values };
  // One secret under two roles would let one person be owner and DPO.
  else if (before.some(({ publicKey }) => publicKey === key.publicKey))
    yield { code: 'key-shared', pointer: `${at}/publicKey`, values };
  if (key.until !== undefined && key.until < key.from) {
    yield { code: 'period-backwards', pointer: `${at}/until`, values: { from: key.from, until: key.until } };
  }
  if (key.state === 'retired' && key.until === undefined)
    yield { code: 'key-end-missing', pointer: at, part: 'key', values };
  if (key.state === 'compromised' && !isInstant(key.compromisedAt ?? '')) {
    yield { code: 'key-moment-missing', pointer: at, part: 'key', values };
  }
}

export function readTrust(content: FileContent, file: string): TrustReading {
  const { value, positions, problems } = readYaml(file, content);
  if (value === undefined) return { problems };
  const shape = shapeFlaws(Trust, value).map((flaw): Flaw => ({ ...flaw, file }));
  if (shape.length > 0) return { problems: shape.map((flaw) => problemOf(flaw, positions)).sort(byPlace) };
  const trust = value as unknown as Trust;
  const flaws = trust.keys.flatMap((key, index) => [...keyFlaws(key, index, trust.keys.slice(0, index))]);
  const found = flaws.map((flaw) => problemOf({ ...flaw, file }, positions)).sort(byPlace);
  return found.length > 0 ? { problems: found } : { trust, problems: [] };
}

/** Evidence that is intact but of somebody else, or of another promise, is not the evidence that was asked for. */
import {
  bundleVerdicts,
  originOf,
  runIdShape,
  type BundleFolder,
  type Item,
  type Verified,
} from '../../evidence/index.ts';
import { UsageError } from '../usage.ts';
import { payloadNames } from './payload.ts';

export interface Expected {
  /** Name of the organisation, as its estate writes it. */
  readonly expectOrganisation?: string;
  /** `sha256:…` of the estate, as `estate seal` and the report print it. */
  readonly expectEstate?: string;
}

const maxEstateBytes = 2 ** 26;

/** Undefined where the sealed estate is withheld or is no estate of ours. */
async function estateIn(folder: BundleFolder): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    for await (const chunk of folder.read(`data/payload/${payloadNames.estate}`)) {
      size += chunk.length;
      if (size > maxEstateBytes) return undefined;
      chunks.push(chunk);
    }
    const { digest } = JSON.parse(Buffer.concat(chunks).toString('utf8')) as { digest?: unknown };
    return typeof digest === 'string' ? digest : undefined;
  } catch {
    return undefined;
  }
}

function organisationIn({ statement }: Verified): string {
  const segment = statement?.predicate.log.origin.split('/')[1] ?? '';
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}

/** Before anything is read: throws a `UsageError` for what could never be met. */
export function checkExpected({ expectOrganisation, expectEstate }: Expected): void {
  const digest = 'sha256:<64 hex>';
  if (expectEstate !== undefined && !/^sha256:[0-9a-f]{64}$/.test(expectEstate))
    throw new UsageError('wrong-value', expectEstate, [digest], '--expect-estate');
  if (expectOrganisation === '') throw new UsageError('missing-value', '--expect-organisation');
}

/** The same with an item, and at best INVALID, for each thing that is not as expected. */
export async function asExpected(verified: Verified, folder: BundleFolder, expected: Expected): Promise<Verified> {
  const { expectOrganisation, expectEstate } = expected;
  const items: Item[] = [];
  const differs = (check: Item['check'], found: string, wanted: string) =>
    items.push({ verdict: 'INVALID', check, values: { found, expected: wanted } });
  if (expectOrganisation !== undefined) {
    const { run, log } = verified.statement?.predicate ?? {};
    const isSpelt = run !== undefined && runIdShape.test(run.id);
    if (!isSpelt || originOf(expectOrganisation, run.id) !== log?.origin)
      differs('expected-organisation', organisationIn(verified), expectOrganisation);
  }
  if (expectEstate !== undefined) {
    const found = await estateIn(folder);
    if (found !== expectEstate) differs('expected-estate', found ?? 'none', expectEstate);
  }
  if (items.length === 0) return verified;
  const verdict = bundleVerdicts.find((each) => each === verified.verdict || each === 'INVALID')!;
  return { ...verified, verdict, items: [...verified.items, ...items] };
}

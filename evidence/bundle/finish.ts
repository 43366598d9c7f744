/** The last files of a bundle: guides, tag files, signed statement, signed checkpoint, manifests. */
import { envelopeText, fault, signEnvelope } from '../../estate/index.ts';
import { checkpointText } from '../log/checkpoint.ts';
import { signNote } from '../log/note.ts';
import type { Tally } from '../log/tally.ts';
import { bagInfoText, bagText } from './bag.ts';
import { guideTexts } from './guide.ts';
import {
  bagFile,
  bagInfoFile,
  checkpointFile,
  isSigned,
  logRootSubject,
  manifestFile,
  statementFile,
  tagFiles,
  tagManifestFile,
} from './layout.ts';
import { manifestText } from './manifest.ts';
import type { Recorded, SealRequest } from './request.ts';
import type { Staging } from './staging.ts';
import {
  coverageCounts,
  payloadType,
  resultCounts,
  statementBytes,
  type FileReference,
  type Predicate,
} from './statement.ts';

export function countsOf(names: readonly (keyof Tally)[], tally: Tally): Record<string, number> {
  return Object.fromEntries(names.map((name) => [name, tally[name]]));
}

function predicateOf(request: SealRequest, staging: Staging, recorded: Recorded, origin: string): Predicate {
  const { roles, tool, runId, startedAt, asOf, now } = request;
  const file = (name: string): FileReference => {
    const sha256 = staging.digests.get(`data/payload/${name}`);
    if (sha256 === undefined) throw fault('usage', { detail: 'payload-role', path: name });
    return { name, digest: { sha256 } };
  };
  const { revision } = roles.estate;
  return {
    tool: { name: tool.name, version: tool.version },
    run: { id: runId, startedAt, finishedAt: now, asOf },
    policies: roles.policies.map(file),
    facts: file(roles.facts),
    estate: { ...file(roles.estate.name), ...(revision === undefined ? {} : { revision }) },
    ...(roles.collection === undefined ? {} : { collection: file(roles.collection) }),
    ...(roles.joins === undefined ? {} : { joins: { sha256: roles.joins } }),
    coverage: countsOf(coverageCounts, recorded.tally),
    result: { code: recorded.code, ...countsOf(resultCounts, recorded.tally) },
    log: { origin, size: recorded.size },
  };
}

/** Both manifests over what was staged. The tag manifest covers the manifest, and nothing covers it but the signature. */
export async function writeManifests(staging: Staging): Promise<void> {
  const data = [...staging.digests].filter(([path]) => path.startsWith('data/'));
  await staging.put(manifestFile, manifestText(data));
  const tags = [...staging.digests].filter(([path]) => tagFiles.includes(path));
  await staging.put(tagManifestFile, manifestText(tags));
}

export async function finishBundle(
  request: SealRequest,
  staging: Staging,
  recorded: Recorded,
  origin: string,
): Promise<void> {
  for (const [name, text] of guideTexts()) await staging.put(name, text);
  await staging.put(bagFile, bagText);
  await staging.put(bagInfoFile, bagInfoText({ tool: request.tool, origin, sealedAt: request.now }));
  const subjects: [string, string][] = [...staging.digests].filter(([path]) => isSigned(path));
  subjects.push([logRootSubject, recorded.rootHash.toString('hex')]);
  const statement = statementBytes(subjects, predicateOf(request, staging, recorded, origin));
  await staging.put(statementFile, envelopeText(signEnvelope(payloadType, statement, request.key)));
  const checkpoint = checkpointText({ origin, size: recorded.size, root: recorded.rootHash });
  await staging.put(checkpointFile, signNote(checkpoint, origin, request.key.privateKey));
  await writeManifests(staging);
}

/** Seals a run: log, payload, reports in both languages, signed with the tool's key. */
import { basename } from 'node:path';
import { languages } from '../../estate/index.ts';
import { headlineCodes, personalDataLinter, sealBundle, type NamedBytes, type Sealed } from '../../evidence/index.ts';
import type { SigningKey } from '../../estate/index.ts';
import type { Context } from '../context.ts';
import type { Report } from '../report/index.ts';
import { exitCodes } from '../report/report.ts';
import { countsOf } from './counts.ts';
import { eventsOf, expectedSources } from './events.ts';
import type { JudgedRun } from './judged.ts';
import { sealHead } from './sealHead.ts';
import { machineAddresses, payloadOf } from './payload.ts';
import { lintingBundles } from './lintBundles.ts';
import { rendered } from './reporting.ts';

const plain = { width: undefined, colour: false };

function reportsOf(report: Report): NamedBytes[] {
  const bytes = (text: string) => new TextEncoder().encode(text);
  return [
    { name: 'report.json', bytes: bytes(rendered(report, 'json', 'en', plain)) },
    ...languages.flatMap((language) => [
      { name: `report.${language}.md`, bytes: bytes(rendered(report, 'markdown', language, plain)) },
      { name: `report.${language}.html`, bytes: bytes(rendered(report, 'html', language, plain)) },
    ]),
  ];
}

/** That an empty run may pass is the wish of whoever runs it; whoever verifies has not said so. */
function strict(report: Report): Report {
  const { outcome, judgement } = report;
  if (outcome.code !== exitCodes.pass || countsOf(judgement).containers > 0) return report;
  return { ...report, outcome: { ...outcome, code: exitCodes.undecided, headline: 'headline.empty' } };
}

export interface SealedRun extends Sealed {
  readonly path: string;
  /** The report of this run with its seal; the sealed one is stricter about a run that saw nothing. */
  readonly report: Report;
}

export async function sealRun(
  run: JudgedRun,
  report: Report,
  target: string,
  key: SigningKey,
  { edge }: Context,
): Promise<SealedRun> {
  const { loaded, collection, judgement, times } = run;
  const { coverage } = collection.trailer;
  const { files, roles } = payloadOf(loaded, collection, run);
  const withSeal = ({ root, size }: Sealed): Report => ({
    ...report,
    seal: { root, size, folder: basename(target), signer: key.id },
  });
  const sealed = await sealBundle({
    target,
    ...sealHead(report.run, times, edge),
    sourcesExpected: expectedSources(coverage, judgement),
    events: eventsOf(judgement, coverage, times.now),
    payload: files,
    roles,
    reports: (known) => reportsOf(strict(withSeal(known))),
    code: headlineCodes.find((code) => code === strict(report).outcome.code) ?? 3,
    key,
    lintBytes: lintingBundles(run.bundles, personalDataLinter({ allow: machineAddresses(loaded.estate) })),
  });
  return { ...sealed, report: withSeal(sealed) };
}

/** `cloison init`: a first estate to decide about, from answers and from what plans show. It never overwrites and never decides. */
import { dirname } from 'node:path';
import { auditWords, openPlans, readPlan, type PlanReading, type Told } from '../../audit/index.ts';
import { dayOf, fault, instantOf, nearest, type Estate } from '../../estate/index.ts';
import { committedFacts } from '../../policies/index.ts';
import type { Context, Run } from '../context.ts';
import { gathered } from '../gate/input/inputs.ts';
import { named } from '../gate/input/inputNames.ts';
import { refuseProblems } from '../gate/input/plans.ts';
import { datasetsOf } from '../init/datasets.ts';
import { documentOf, type Answers, type First } from '../init/document.ts';
import { draftOf } from '../init/draft.ts';
import { containersIn, idOf, zonesOf, type FoundContainer, type FoundZone } from '../init/found.ts';
import { initWords } from '../init/words.ts';
import { UsageError } from '../usage.ts';
import { toolVersion } from '../version.ts';
import { visibleJson } from '../visibleJson.ts';
import { makeFolder, writeOut } from '../write.ts';

interface Options extends Answers {
  /** Plans, or folders of them. */
  readonly from?: readonly string[];
  readonly provider?: string;
  readonly region?: string;
  readonly out?: string;
}

const byDefault = 'estate/estate.yaml';

async function* again(told: readonly Told[]): AsyncGenerator<Told> {
  yield* told;
}

interface Seen {
  readonly containers: readonly FoundContainer[];
  readonly zones: readonly FoundZone[];
  readonly inputs: readonly string[];
  readonly open: number;
}

/** Read twice: for places, then with them, so that every subject is the one that the gate will derive. */
async function seenIn(words: readonly string[], countryOf: Parameters<typeof zonesOf>[1], { edge }: Context) {
  if (words.length === 0) return undefined;
  const { inputs } = await gathered(words, edge);
  const told = await Array.fromAsync(openPlans(inputs, { signal: edge.signal }));
  const manifests = new Set(
    told.flatMap((each) => (each.tell === 'input' && each.kind === 'kubernetes' ? [each.input] : [])),
  );
  const read = (estate: Estate, cluster: string | undefined): Promise<PlanReading> =>
    readPlan(again(told), {
      estate,
      at: instantOf(edge.now()),
      tool: `cloison ${toolVersion()}`,
      placeOfInput: (input) => (manifests.has(input) ? cluster : undefined),
    });
  const first = await read(draftOf([]), undefined);
  refuseProblems(first);
  const zones = zonesOf(containersIn(first), countryOf);
  const cluster = zones.flatMap(({ places }) => places).find(({ connection }) => connection === 'kubernetes');
  const second = await read(draftOf(zones), cluster?.id);
  const unknown = second.rows.filter(({ outcome }) => outcome === 'not-understood').length;
  const names = second.inputs.map(({ name }) => name);
  return { containers: containersIn(second), zones, inputs: names, open: unknown + second.shorts.length } as Seen;
}

/** A name of one's own is allowed; one that differs by a slip or by its case from a known one is told. */
function providerIn({ provider }: Options, known: ReadonlySet<string>, { err, say }: Context): string | undefined {
  if (provider === undefined || known.has(provider)) return provider;
  if (idOf(provider) !== provider.toLowerCase())
    throw new UsageError('wrong-value', provider, [...known], '--provider');
  const near = nearest(provider, known);
  if (near?.toLowerCase() === provider.toLowerCase()) return near;
  if (near !== undefined) err.line({ text: say('init.near', { provider, near }), style: 'yellow' });
  return provider;
}

function zoneOf(provider: string | undefined, { region }: Options, country: string | undefined): FoundZone {
  const id = idOf(provider ?? 'own', country);
  const connection = 's3' as const;
  return { id, provider, country, containers: 0, places: [{ id: idOf(id, region, connection), connection, region }] };
}

export const init: Run<Options> = async (options, given) => {
  const context: Context = { ...given, say: given.speak(initWords, auditWords) };
  const { edge, out, say, json, paste } = context;
  const { out: path = byDefault, country, region } = options;
  if (country !== undefined && !/^[A-Z]{2}$/.test(country)) throw new UsageError('country', country, [], '--country');
  const facts = committedFacts();
  const known = new Set(facts.rows.providers.statements.map((each) => each.provider));
  const countryOf = (provider: string, at: string) => facts.countryOf(provider, at)?.country;
  const provider = providerIn(options, known, context);
  // Before a byte of a plan is read: what is there stays there.
  if ((await edge.disk.standing(path)) !== undefined) throw fault('target-not-empty', {}, { subject: path });
  const seen = await seenIn(options.from ?? [], countryOf, context);
  const asked = provider === undefined || region === undefined ? undefined : countryOf(provider, region);
  const found = (seen?.zones ?? []).map((zone) => ({ ...zone, provider: zone.provider ?? provider }));
  const zones = found.length > 0 ? found : [zoneOf(provider, options, asked)];
  const blank = { id: 'first-dataset', lies: [], home: undefined, address: '', input: '', containers: 0 };
  const datasets = datasetsOf(seen?.containers ?? []);
  const first: First = {
    day: dayOf(instantOf(edge.now())),
    inputs: (seen?.inputs ?? []).map(named),
    answers: options,
    zones,
    datasets: datasets.length > 0 ? datasets : [blank],
    open: seen?.open ?? 0,
    isKnown: (id) => known.has(id),
  };
  const text = documentOf(first, say);
  await makeFolder(edge, dirname(path));
  await writeOut(edge, path, [text], { isNew: true });
  const counts = { zones: zones.length, datasets: first.datasets.length, containers: seen?.containers.length ?? 0 };
  if (json) {
    out.ready(visibleJson({ exitCode: 0, file: path, ...counts, open: first.open }, 2));
    return 0;
  }
  out.line(say('init.written', { file: path, ...counts }));
  if (first.open > 0) out.line({ text: say('init.head.open', { count: first.open }), style: 'yellow' });
  out.line(say('init.next'));
  out.line({ text: paste(['estate', 'check', path]), isCommand: true });
  return 0;
};

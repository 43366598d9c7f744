/** `cloison look`: no estate, no judgement; what is there, where, behind whom, how exposed, under whose key. Always exit 3. */
import { auditWords, readCollection, writeCollection, type Scope } from '../../audit/index.ts';
import { dayOf, instantOf, type Collection } from '../../estate/index.ts';
import { committedFacts, type Facts } from '../../policies/index.ts';
import { linesOf } from '../compose/collecting.ts';
import { printCoverage } from '../compose/coverage.ts';
import { behind, containersOf, providerAt, type SeenContainer } from '../compose/inventory.ts';
import { lookScopes, type LookOptions } from '../compose/lookScopes.ts';
import type { Context, Run } from '../context.ts';
import { exitCodes } from '../report/report.ts';
import { termWord } from '../report/spoken.ts';
import { ProblemsFound } from '../problems.ts';
import { UsageError } from '../usage.ts';
import { visibleJson } from '../visibleJson.ts';
import { mayWrite, writeOut } from '../write.ts';

interface Options extends LookOptions {
  readonly out?: string;
  readonly force?: boolean;
}

/** Only what was really read is said; everything else is named as unknown. */
function facets(
  { of, failures }: SeenContainer,
  provider: string | undefined,
  facts: Facts,
  { say }: Context,
): string[] {
  const [region, open, encryption] = [of('location')?.region, of('publicRead')?.value, of('encryption')?.value];
  const [labels, grants] = [of('labels')?.labels, of('grants')?.grants];
  const country =
    region === undefined || provider === undefined ? undefined : facts.countryOf(provider, region)?.country;
  const holders = new Set(grants?.map(({ who, id }) => `${who} ${id}`));
  return [
    ...(region === undefined ? [] : [say('look.region', { region, country: country ?? 'none' })]),
    open === undefined ? say('look.exposure-unknown') : say(open ? 'look.exposed' : 'look.closed'),
    say(`look.key.${encryption ?? 'unknown'}`),
    grants === undefined ? say('look.reach-unknown') : say('look.reach', { count: holders.size }),
    ...(labels === undefined || labels.length === 0
      ? []
      : [
          say('look.holds', {
            labels: [...new Set(labels.map(({ category }) => termWord(say, category)))].sort().join(', '),
          }),
        ]),
    ...(failures.length === 0 ? [] : [say('look.unread', { codes: failures.join(', ') })]),
  ];
}

function printPlace(scope: Scope, collection: Collection, facts: Facts, day: string, context: Context): void {
  const { out, say } = context;
  const address = scope.place.s3 ?? scope.place.kubernetes ?? '';
  const provider = providerAt(address);
  out.line();
  out.line([{ text: scope.id, style: 'bold' }, `  ${address}`]);
  const who = behind(provider, facts, day);
  const laws = who === undefined || who.laws.length === 0 ? say('look.no-laws') : who.laws.join(', ');
  const told = who && { entity: who.entity, country: who.countries.join(', '), laws };
  out.line(`  ${told === undefined ? say('look.operator-unknown') : say('look.operator', told)}`, 4);
  for (const container of containersOf(collection.observations, scope.id)) {
    out.line(`  ${container.subject}`, 4);
    out.line(`    ${facets(container, provider, facts, context).join(' · ')}`, 6);
  }
}

export const look: Run<Options> = async (options, given) => {
  const context: Context = { ...given, say: given.speak(auditWords) };
  const { edge, out, say } = context;
  const scopes = await lookScopes(options, edge);
  if (scopes.length === 0) throw new UsageError('nothing-to-look-at', '');
  const { force, kubeconfig } = options;
  if (options.out !== undefined)
    await mayWrite(options.out, { replaces: 'collection', inputs: [kubeconfig], force }, edge);
  const lines: string[] = [];
  for await (const line of writeCollection(linesOf(scopes, undefined, context))) lines.push(line);
  if (options.out !== undefined) await writeOut(edge, options.out, lines, { mode: 0o600 });
  const read = await readCollection(lines.join(''), say('collection.live'));
  if ('problems' in read) throw new ProblemsFound(read.problems);
  const { collection } = read;
  if (context.json) {
    out.ready(visibleJson({ exitCode: exitCodes.undecided, places: scopes, ...collection }, 2));
    return exitCodes.undecided;
  }
  const facts = committedFacts();
  out.line({ text: say('look.headline'), style: 'bold' });
  printCoverage(collection.trailer.coverage, context);
  for (const scope of scopes) printPlace(scope, collection, facts, dayOf(instantOf(edge.now())), context);
  out.line();
  out.line(`${say(`exit.${exitCodes.undecided}`)}. ${say('look.next')}`, 0);
  return exitCodes.undecided;
};

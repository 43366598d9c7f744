/**
 * The first estate as text. What was found is written down as found; what only people can say stands in angle brackets, which
 * the estate refuses, so that a document nobody decided about is never taken for a promise. Pure.
 */
import { planeNames, type Say } from '../../estate/index.ts';
import { visible } from '../report/visible.ts';
import type { FoundDataset } from './datasets.ts';
import type { FoundPlace, FoundZone } from './found.ts';

export interface Answers {
  readonly organisation?: string | undefined;
  readonly country?: string | undefined;
  readonly side?: string | undefined;
}

export interface First {
  readonly day: string;
  readonly inputs: readonly string[];
  readonly answers: Answers;
  readonly zones: readonly FoundZone[];
  readonly datasets: readonly FoundDataset[];
  /** Resources that were not understood, and inputs that are not whole. */
  readonly open: number;
  /** Whether the facts know a provider: any other is an entity that the estate must describe. */
  readonly isKnown: (provider: string) => boolean;
}

/** More would be read by nobody: a person decides about each. */
export const mostDatasets = 200;
const classes = '<D0|D1|D2|D3|D4>';

const isPlain = (text: string): boolean =>
  /^[A-Za-z][A-Za-z0-9._-]*$/.test(text) && !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(text);
/** A scalar of YAML on one line: what JSON writes is one. */
const scalar = (text: string): string => (isPlain(text) ? text : JSON.stringify(text));
/** A name from a plan may break the line and start another one. */
const shown = (text: string): string => visible(text).slice(0, 200);

/** No value of an estate begins so: what is left of it is refused. */
const blank = (say: Say, name: string): string => `<${say(`init.blank.${name}`)}>`;

/** A context is any text, so that only nothing at all is refused. */
function placeLine({ id, connection, region }: FoundPlace, say: Say): string {
  const blanks = {
    s3: `s3: ${blank(say, 'endpoint')}`,
    postgresql: `postgresql: ${blank(say, 'endpoint')}`,
    kubernetes: 'kubernetes:',
  };
  const at = connection === undefined ? `<s3|postgresql|files>: ${blank(say, 'endpoint')}` : blanks[connection];
  const told = [at, ...(region === undefined ? [] : [`region: ${scalar(region)}`])].join(', ');
  return `      ${id}: { ${told} }${connection === 'kubernetes' ? ` # ${say('init.context')}` : ''}`;
}

function* zoneLines(zone: FoundZone, { answers }: First, say: Say): Generator<string> {
  const { id, provider, country, places, containers } = zone;
  if (containers > 0) yield `  # ${say('init.found.zone', { count: containers })}`;
  yield `  ${id}:`;
  yield `    side: ${answers.side ?? '<public|private|saas>'}`;
  yield `    provider: ${provider ?? blank(say, 'provider')} # ${say('init.provider')}`;
  yield `    country: ${country ?? '<FR>'} # ${say(country === undefined ? 'init.country' : 'init.country-of-facts')}`;
  yield '    places:';
  for (const place of places) yield placeLine(place, say);
}

function* planeLines(say: Say): Generator<string> {
  yield `# ${say('init.planes')}`;
  yield '#   planes:';
  for (const plane of planeNames)
    yield `#     ${plane}: { entity: ${blank(say, 'entity')}, from: [<FR>], clearText: <true|false> }`;
}

function* datasetLines({ id, lies, home, address, input, containers }: FoundDataset, say: Say): Generator<string> {
  const at = home === undefined ? blank(say, 'zone') : `<${home}>`;
  if (address !== '')
    yield `  # ${say('init.found.dataset', { address: shown(address), input: shown(input), more: containers - 1 })}`;
  yield `  ${scalar(id)}:`;
  yield `    class: ${classes}`;
  yield `    owner: role:${blank(say, 'owner')}`;
  yield `    home: ${at}`;
  yield `    mayLieIn: [${at}]`;
  yield `    key: { holder: ${blank(say, 'entity')} }`;
  yield lies.length === 0 ? `    # ${say('init.lies-open')}` : '    lies:';
  for (const subject of lies) yield `      - ${JSON.stringify(subject)}`;
}

function* entityLines({ answers, zones, isKnown }: First, say: Say): Generator<string> {
  yield `  # ${say('init.entities')}`;
  yield `  organisation: { country: ${answers.country ?? '<FR>'}, role: controller }`;
  const own = new Set(zones.flatMap(({ provider }) => (provider === undefined || isKnown(provider) ? [] : [provider])));
  for (const id of own) {
    const regions = zones.flatMap((zone) => (zone.provider === id ? zone.places.map(({ region }) => region) : []));
    const said = regions.filter((region) => region !== undefined).map((region) => `${scalar(region)}: <FR>`);
    yield `  ${id}: { country: <FR>, role: processor, engagedBy: [organisation]${said.length > 0 ? `, regions: { ${said.join(', ')} }` : ''} }`;
  }
}

/** Ends with a line break. */
export function documentOf(first: First, say: Say): string {
  const { day, inputs, answers, zones, datasets, open } = first;
  const left = Math.max(0, datasets.length - mostDatasets);
  const from = inputs.slice(0, 5).map(shown).join(', ');
  const lines = [
    `# ${say('init.head', { day })}`,
    ...(inputs.length === 0 ? [] : [`# ${say('init.head.found', { from, more: Math.max(0, inputs.length - 5) })}`]),
    ...(open === 0 ? [] : [`# ${say('init.head.open', { count: open })}`]),
    `# ${say('init.head.decide')}`,
    'apiVersion: cloison/v1',
    'organisation:',
    answers.organisation === undefined ? `  name: # ${say('init.name')}` : `  name: ${scalar(answers.organisation)}`,
    '  entity: organisation',
    `  accountable: role:${blank(say, 'accountable')} # ${say('init.role')}`,
    `  dpo: role:${blank(say, 'dpo')}`,
    '',
    'entities:',
    ...entityLines(first, say),
    '',
    ...planeLines(say),
    'zones:',
    ...zones.flatMap((zone) => [...zoneLines(zone, first, say)]),
    '',
    `# ${say('init.classes')}`,
    'datasets:',
    ...datasets.slice(0, mostDatasets).flatMap((dataset) => [...datasetLines(dataset, say)]),
    ...(left === 0 ? [] : [`  # ${say('init.datasets-left', { count: left })}`]),
  ];
  return `${lines.join('\n')}\n`;
}

/**
 * Names in an estate that nothing here records: a provider, a region, a control, a scope, a place. An estate may name whom it
 * likes, so each is a warning with the name that it was perhaps meant to be, and never an error.
 */
import { nearest, placeOf, type Estate, type EstatePositions, type Problem } from '../../estate/index.ts';
import { controlIds, type Facts } from '../../policies/index.ts';

/** Names in one sentence; a provider may have sixty regions. */
const mostNamed = 12;

export function knownShown(known: readonly string[]): string {
  const named = known.slice(0, mostNamed).join(', ');
  return known.length > mostNamed ? `${named}, … (+${known.length - mostNamed})` : named;
}

interface Strange {
  readonly code: string;
  /** JSON pointer into the estate. */
  readonly path: string;
  readonly word: string;
  readonly known: readonly string[];
  readonly more?: Problem['values'];
}

const segment = (id: string) => id.replaceAll('~', '~0').replaceAll('/', '~1');

function* ofZones({ zones, entities }: Estate, facts: Facts): Generator<Strange> {
  const recorded = [...new Set(facts.rows.providers.statements.map(({ provider }) => provider))].sort();
  for (const [id, { provider, places = {} }] of Object.entries(zones)) {
    if (Object.hasOwn(entities, provider)) continue;
    const path = `/zones/${segment(id)}`;
    if (!facts.isProvider(provider)) {
      const known = [...Object.keys(entities), ...recorded];
      yield { code: 'provider-unrecorded', path: `${path}/provider`, word: provider, known };
      continue;
    }
    const regions = facts.rows.regions.regions.filter((row) => row.provider === provider).map(({ region }) => region);
    for (const [name, { region }] of Object.entries(places))
      if (region !== undefined && !regions.includes(region)) {
        const at = `${path}/places/${segment(name)}/region`;
        yield { code: 'region-unrecorded', path: at, word: region, known: regions, more: { provider } };
      }
  }
}

/** Of two dozen controls those of the family that was meant, the near one first. */
function relatives(control: string, known: readonly string[]): readonly string[] {
  const near = nearest(control, known);
  const [family] = (near ?? control).split('/');
  const own = known.filter((id) => id.startsWith(`${family}/`));
  if (own.length === 0) return known.filter((id) => id.endsWith('/*'));
  return near === undefined ? own : [near, ...own.filter((id) => id !== near)];
}

/** A bundle of the organisation's own may bring the control: whoever judges with it knows better. */
function* ofControls({ waivers, stages = [] }: Estate): Generator<Strange> {
  const families = new Set(controlIds.map((id) => `${id.split('/')[0]}/*`));
  const known = new Set([...controlIds, ...families]);
  const named = (list: string, all: readonly { readonly control: string }[]) =>
    all.map(({ control }, at) => ({ control, path: `/${list}/${at}/control` }));
  for (const { control, path } of [...named('waivers', waivers), ...named('stages', stages)])
    if (!known.has(control))
      yield { code: 'control-unrecorded', path, word: control, known: relatives(control, [...known]) };
}

function* ofScopes({ zones, datasets, freezes, waivers }: Estate): Generator<Strange> {
  const scopes = ['all', ...Object.keys(zones), ...Object.keys(datasets)];
  for (const [at, { scope }] of freezes.entries())
    if (!scopes.includes(scope))
      yield { code: 'scope-unrecorded', path: `/freezes/${at}/scope`, word: scope, known: scopes };
  const places = Object.values(zones).flatMap((zone) => Object.keys(zone.places ?? {}));
  for (const [at, { subject }] of waivers.entries()) {
    const place = placeOf(subject);
    if (place !== undefined && !places.includes(place))
      yield { code: 'waiver-place-unrecorded', path: `/waivers/${at}/subject`, word: place, known: places };
  }
}

/** In no order; `file` as the positions have it. */
export function strangeNames(estate: Estate, positions: EstatePositions, facts: Facts): Problem[] {
  const all = [...ofZones(estate, facts), ...ofControls(estate), ...ofScopes(estate)];
  return all.map(({ code, path, word, known, more }): Problem => {
    const { file = '', line = 0, column = 0 } = positions.spot(path) ?? {};
    const near = nearest(word, known);
    const values = { word, ...more, nearest: near ?? '', suggestions: near === undefined ? 0 : 1 };
    return { code, file, line, column, path, values: { ...values, known: knownShown(known) }, level: 'warning' };
  });
}

/** Whether a warning is one of these: the gate repeats them, for they are why it may not find what it is asked about. */
export const isStrangeName = ({ code, level }: Problem): boolean => level === 'warning' && code.endsWith('-unrecorded');

/**
 * For a program of Pulumi that exists already: `estateAt('/…/estate').inZone('private', 'accreditation-file')` is a
 * transform that writes zone and dataset on what it reaches, and lets nothing be constructed that the policies refuse.
 */
import { instantOf, nearest, type Language } from '../../estate/index.ts';
import {
  inZone,
  seeingProviders,
  type Claim,
  type Constructed,
  type Judge,
  type Refusal,
  type ZoneTransform,
} from '../../infra/index.ts';
import { groundAt, type Ground } from './ground.ts';
import { notUnderstood, refusedAlone, type StackJudgement } from './judging.ts';
import { runError } from './runError.ts';
import { refusalOf, visible } from './sentences.ts';
import { homesOf } from './homes.ts';
import type { Shown } from './told.ts';

export interface EstateOptions {
  /** Path of a trust document: without one no signature counts, and so no exception. */
  readonly trust?: string;
  /** Left out, English. */
  readonly language?: Language;
  /** Configuration of the stack, `aws:region` → `eu-west-3`. Left out, that of the running program. */
  readonly config?: Readonly<Record<string, string>>;
}
export interface EstateZones {
  /** Throws where the estate knows no such zone or dataset. */
  readonly inZone: (zone: string, dataset: string) => ZoneTransform;
}

/** As Pulumi hands it to the program; what is secret says no region. */
function runningConfig(env: NodeJS.ProcessEnv): Readonly<Record<string, string>> {
  const { PULUMI_CONFIG: config, PULUMI_CONFIG_SECRET_KEYS: secrets } = env;
  const hidden = new Set(JSON.parse(secrets || '[]') as string[]);
  const all = Object.entries(JSON.parse(config || '{}') as Record<string, string>);
  return Object.fromEntries(all.filter(([key]) => !hidden.has(key)));
}

/** Without an explicit provider Pulumi makes one from the configuration: `aws:region` is its `region`. */
function shownOf({ type, name, end, props, provider }: Constructed, config: Readonly<Record<string, string>>): Shown {
  const own = type.slice(0, type.indexOf(':') + 1);
  const configured = Object.entries(config).filter(([key]) => key.startsWith(own));
  const made = {
    urn: `urn:pulumi:program::program::pulumi:providers:${own.slice(0, -1)}::default`,
    props: Object.fromEntries(configured.map(([key, value]) => [key.slice(own.length), value])),
  };
  return { address: end, type, name, props, provider: provider ?? made };
}

/** Its tags say one zone, and its provider and region are those of another. */
function otherZone({ reading }: StackJudgement, address: string, { zone }: Claim, { say }: Ground): Refusal[] {
  const own = reading.rows.filter((row) => row.address === address);
  const found = own.map(({ subject }) => reading.planned.get(subject ?? '')?.zone);
  return [...new Set(found)]
    .filter((each) => each !== undefined && each !== zone)
    .map((each) => ({
      control: 'cloison/lies-in-the-zone-it-names',
      verdict: 'deny',
      title: say('pack.other-zone.title'),
      sentence: say('pack.other-zone', { claimed: zone, zone: each! }),
      references: '',
      remedy: say('pack.other-zone.remedy', { claimed: zone, zone: each! }),
    }));
}

function unknownTypes({ reading }: StackJudgement, address: string, { say }: Ground): Refusal[] {
  return notUnderstood(reading, false)
    .filter((row) => row.address === address)
    .map(({ type }) => ({
      control: 'cloison/every-resource-is-understood',
      verdict: 'unknown',
      title: say('pack.understood.title'),
      sentence: say('pack.not-understood.type-unknown', { type: visible(type) }),
      references: '',
      remedy: say('pack.understood.remedy'),
    }));
}

/** One memory a program: what leans on another resource is judged with those that came before it. */
export function judgeOver(ground: Ground, config: Readonly<Record<string, string>>, environment?: string): Judge {
  const seen = new Map<string, Shown>();
  return async (constructed, claim) => {
    const shown = shownOf(constructed, config);
    const before = [...seen.values()];
    seen.set(shown.address, shown);
    const judgement = await refusedAlone(shown, before, ground, {
      stack: 'program',
      claim,
      ...(environment === undefined ? {} : { environment }),
    });
    return [
      ...otherZone(judgement, shown.address, claim, ground),
      ...judgement.refused.map(({ finding, lapsed }) => refusalOf(ground.say, finding, lapsed)),
      ...unknownTypes(judgement, shown.address, ground),
    ];
  };
}

/** Reads the estate now. Throws with every problem of it. */
export function estateAt(path: string, { trust, language = 'en', config }: EstateOptions = {}): EstateZones {
  const ground = groundAt({
    estate: path,
    language,
    now: instantOf(new Date()),
    ...(trust === undefined ? {} : { trust }),
  });
  // A transform of one resource is told nothing of the provider that serves it: all that come from here on are remembered.
  const judge = seeingProviders(
    judgeOver(ground, config ?? runningConfig(process.env), process.env['PULUMI_NODEJS_STACK']),
  );
  const { estate, say } = ground;
  const zones = Object.keys(estate.zones);
  return {
    inZone(zone, dataset) {
      if (!zones.includes(zone)) throw runError(say('pack.zone-unnamed', { zone, zones: zones.join(', ') }));
      const datasets = Object.keys(estate.datasets);
      if (!datasets.includes(dataset)) {
        const near = nearest(dataset, datasets) ?? '';
        throw runError(say('pack.dataset-unnamed', { dataset, near, suggestions: near === '' ? 0 : 1 }));
      }
      return inZone({ zone, dataset }, { judge, language, homes: (id) => homesOf(estate, id) });
    },
  };
}

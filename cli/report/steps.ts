/** What to do about a group of findings: short where the reasons say exactly what is missing, else the words of the control. Pure. */
import type { Finding, Reason } from '../../estate/index.ts';
import type { Group } from './groups.ts';
import type { Teller } from './sentences.ts';
import rights from './rights.json' with { type: 'json' };

type Rights = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** What the estate may say of a place, where its source cannot. */
const declarable: Readonly<Record<string, string>> = {
  publicRead: 'publicAccess',
  publicWrite: 'publicAccess',
  encryption: 'encryption',
  replication: 'replication',
};

/** One thing to do at one place; several facts may ask for the same. */
interface Ask {
  readonly id: 'let-read' | 'declare' | 'tie';
  readonly at: string;
  readonly what: readonly string[];
}

function askOf({ subject }: Finding, { code, values }: Reason): Ask | undefined {
  const { fact, state, region, provider } = values;
  if (code === 'no-country' && typeof region === 'string' && typeof provider === 'string')
    return { id: 'tie', at: provider, what: [region] };
  // Cut and not parsed: a subject of another spelling must not stop a report.
  const [, scheme = '', at] = /^([a-z]+):\/\/([^/]+)\//.exec(subject) ?? [];
  if (code !== 'fact-not-known' || typeof fact !== 'string' || at === undefined) return undefined;
  const asked = (rights as Rights)[scheme]?.[fact];
  if (state === 'denied' && asked !== undefined) return { id: 'let-read', at, what: asked };
  const isDeclared = scheme === 'store' || (scheme === 'cluster' && declarable[fact] === 'publicAccess');
  if (state === 'unsupported' && isDeclared && Object.hasOwn(declarable, fact))
    return { id: 'declare', at, what: [declarable[fact]!] };
  return undefined;
}

/** Undefined where a reason asks for more than these say: then the control's own words stand. */
function asksOf({ findings }: Group): Ask[] | undefined {
  const all = findings.flatMap((finding) => finding.reasons.map((reason) => askOf(finding, reason)));
  return all.every((ask) => ask !== undefined) ? all : undefined;
}

const told = (text: string): string => `\`${text}\``;

/** One step a place, each thing named once. */
function shortSteps({ say, shield }: Teller, asks: readonly Ask[]): string[] {
  return [...Map.groupBy(asks, ({ id, at }) => JSON.stringify([id, at])).values()].map((own) => {
    const { id, at } = own[0]!;
    const what = [...new Set(own.flatMap((each) => each.what))];
    const list = what.map((each) => (id === 'tie' ? shield(each) : told(each)));
    return say(`report.step.${id}`, { at: shield(at), list: list.join(', '), count: what.length });
  });
}

/** In the order of what the group says; at least one. */
export function stepsOf(teller: Teller, group: Group): string[] {
  const { control, verdict } = group;
  if (verdict === 'deny') return [teller.say(`${control}.remedy`)];
  const asks = asksOf(group);
  return asks === undefined || asks.length === 0 ? [teller.say(`${control}.make-known`)] : shortSteps(teller, asks);
}

/** Characters: a first sentence that is shorter only opens what the second says. */
const least = 60;

/** Its first sentence, or as many as make a step; the whole stands with the control. */
export function brief(remedy: string): string {
  let text = '';
  for (const sentence of remedy.split(/(?<=[.!?])\s+(?=[\p{Lu}«“])/u)) {
    text = text === '' ? sentence : `${text} ${sentence}`;
    if (text.length >= least) break;
  }
  return text;
}

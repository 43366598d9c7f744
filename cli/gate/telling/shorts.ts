/** What was not whole, in sentences: which input, why, and what to do. */
import type { Shortfall } from '../../../audit/index.ts';
import { countOf, isCountedAt } from '../findings/counting.ts';
import { addressShown, type GateTeller } from './telling.ts';

/** More than these are counted: the second sentence of a report must stay a sentence. */
const mostSentences = 4;
/** Files of one folder, or addresses of one input, that are named in one sentence. */
const mostNames = 12;

/** A code that has no sentence reaches the reader as it came. */
export function spoken(
  { say, shield }: GateTeller,
  family: string,
  code: string,
  values: Shortfall['values'] = {},
): string {
  const id = `${family}.${code}`;
  try {
    const sentence = say(id, values);
    return sentence === `[${id}]` ? shield(code) : sentence;
  } catch {
    return shield(`${code} ${JSON.stringify(values)}`);
  }
}

function listed({ say, shield }: GateTeller, names: readonly string[]): string {
  const all = [...new Set(names)];
  const left = all.length - mostNames;
  const more = left > 0 ? [say('gate.more', { count: left })] : [];
  return [...all.slice(0, mostNames).map(shield), ...more].join(', ');
}

const addressesIn = (shorts: readonly Shortfall[]): string[] =>
  shorts.flatMap(({ values: { address } }) => (typeof address === 'string' ? [addressShown(address)] : []));

/** One short, of one input or of several that are short in the very same way; or of one input at several addresses. */
function shortOf(teller: GateTeller, shorts: readonly [Shortfall, ...Shortfall[]]): string {
  const [first] = shorts;
  const shielded = Object.entries(first.values).map(([name, value]) => [
    name,
    typeof value === 'string' ? teller.shield(value) : value,
  ]);
  const counted = { count: shorts.length, ...(Object.fromEntries(shielded) as Shortfall['values']) };
  if (isCountedAt(first)) counted.count = countOf(shorts);
  const what = spoken(teller, 'gate.short', first.code, counted);
  const addresses = addressesIn(shorts);
  const about = addresses.length > 0 ? ` (${listed(teller, addresses)})` : '';
  const input = listed(
    teller,
    shorts.map((short) => short.input),
  );
  return teller.say('gate.of-input', { input, sentence: `${what}${about}` });
}

export function shortSentence(teller: GateTeller, short: Shortfall): string {
  return shortOf(teller, [short]);
}

function groupOf(short: Shortfall): string {
  const { input, code, values } = short;
  if (code.startsWith('file-')) return code;
  const { address: _address, count: _count, ...alike } = values;
  return JSON.stringify([input, code, isCountedAt(short) ? alike : values]);
}

/** Files of a folder that were left out for one reason are one sentence, which names them; so are addresses of one input. */
export function shortSentences(teller: GateTeller): string[] {
  const all = [...Map.groupBy(teller.report.shorts, groupOf).values()];
  const left = all.slice(mostSentences).reduce((sum, shorts) => sum + shorts.length, 0);
  return [
    ...all.slice(0, mostSentences).map(([first, ...others]) => shortOf(teller, [first!, ...others])),
    ...(left > 0 ? [teller.say('gate.shorts-left', { count: left })] : []),
  ];
}

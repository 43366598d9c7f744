/** Writes the sample files that the demo classifies. A fixed seed: the same bytes each time. Nobody in them exists. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { stringify } from 'csv-stringify/sync';
import { below, digits, one, random, rows, two } from './draws.ts';
import invented from './invented.json' with { type: 'json' };

interface Person {
  readonly first: string;
  readonly last: string;
  readonly born: readonly [year: number, month: number, day: number];
  readonly nation: string;
}
const persons: readonly Person[] = rows(400, () => ({
  first: one(invented.first),
  last: one(invented.lastBegin) + one(invented.lastEnd),
  born: [1965 + below(41), 1 + below(12), 1 + below(28)],
  nation: one(invented.nations),
}));
const someone = (at: number): Person => persons[at % persons.length]!;
const plain = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
const mail = ({ first, last }: Person): string => `${plain(first)}.${plain(last)}@example.org`;
const french = ([year, month, day]: Person['born']): string => `${two(day)}/${two(month)}/${year}`;
const eventDay = (): string => `2024-07-${26 + below(6)}`;

/** A mobile number of the range that France reserves for fiction (06 39 98). */
const mobile = (): string => `+33 6 39 98 ${digits(2)} ${digits(2)}`;

const accreditation = rows(250, (at) => {
  const person = someone(at);
  return {
    numéro: `AC-${10_000 + at}`,
    nom: person.last,
    prénom: person.first,
    date_naissance: french(person.born),
    nationalité: person.nation,
    numéro_passeport: `${digits(2)}XX${digits(5)}`,
    photo: `photos/ac-${10_000 + at}.jpg`,
    fonction: one(invented.functions),
    zones: `Z${1 + below(6)}`,
  };
});
const medical = rows(160, (at) => ({
  encounter_id: `ME-${1_000 + at}`,
  patient_accreditation: `AC-${10_000 + below(250)}`,
  seen_on: eventDay(),
  venue: one(invented.venues),
  diagnosis: one(invented.complaints),
  treatment: one(invented.care),
  allergies: random() < 0.1 ? 'peanut allergy' : '',
  remarks: at === 37 ? `mother to be called at ${mobile()}` : '',
}));
const antiDoping = {
  event: 'exercise-2024',
  samples: rows(60, (at) => ({
    sampleCode: `S${700_000 + at}`,
    athlete: {
      accreditation: `AC-${10_000 + below(250)}`,
      familyName: someone(at * 3).last,
      givenName: someone(at * 3).first,
    },
    collectedOn: eventDay(),
    matrix: random() < 0.7 ? 'urine' : 'blood',
    prohibitedSubstance: one(invented.substances),
    therapeuticUse: random() < 0.1,
  })),
};
const volunteers = rows(220, (at) => {
  const person = someone(at + 100);
  return {
    nom: person.last,
    prénom: person.first,
    courriel: mail(person),
    téléphone: mobile(),
    mission: one(invented.tasks),
    langue: one(invented.languages),
  };
});
const staffing = rows(120, (at) => ({
  day: `2024-07-${26 + (at % 6)}`,
  venue: invented.venues[at % 5],
  shift: ['morning', 'afternoon', 'night'][at % 3],
  planned: 40 + below(200),
  present: 38 + below(190),
}));
const results = rows(48, (at) => ({
  rank: at + 1,
  bib: 100 + below(800),
  name: `${someone(at + 7).first} ${someone(at + 7).last}`,
  nation: someone(at + 7).nation,
  time: `00:0${2 + Math.floor(at / 24)}:${two(10 + (at % 24) * 2)}.${digits(2)}`,
}));
const startList = {
  event: 'pursuit-final',
  venue: 'Hill Track',
  athletes: rows(24, (at) => ({
    bib: 101 + at,
    name: `${someone(at + 7).first} ${someone(at + 7).last}`,
    nation: someone(at + 7).nation,
    lane: 1 + (at % 8),
  })),
};
const tickets = rows(200, (at) => ({
  session: `SE-${two(1 + (at % 40))}`,
  category: ['A', 'B', 'C', 'D', 'E'][at % 5],
  country: one(invented.nations),
  sold: below(4_000),
  revenue_eur: `${below(90_000)}.${digits(2)}`,
}));
/** VAT numbers with a right key over invented SIREN: legal persons, no contact named. */
const suppliers = rows(40, (at) => {
  const siren = `000${digits(6)}`;
  return {
    supplier: `${invented.firms[at % 6]} ${one(invented.forms)}`,
    vat_number: `FR${two((12 + 3 * (Number(siren) % 97)) % 97)}${siren}`,
    goods: one(invented.goods),
    order_number: `PO-${400_000 + at * 7}`,
    amount_eur: `${1_000 + below(90_000)}.00`,
  };
});

const csv = (records: readonly object[], delimiter = ','): string =>
  stringify([...records], { header: true, delimiter });
const json = (value: unknown): string => `${JSON.stringify(value, undefined, 2)}\n`;

/** Name of each file and its text; test/classifiers/samples.test.ts holds the committed ones to it. */
export const files: Readonly<Record<string, string>> = {
  'accreditation.csv': csv(accreditation, ';'),
  'medical-encounters.csv': csv(medical),
  'anti-doping.json': json(antiDoping),
  'volunteers.csv': csv(volunteers, ';'),
  'staffing-figures.csv': csv(staffing),
  'results.csv': csv(results),
  'start-list.json': json(startList),
  'ticket-sales.csv': csv(tickets),
  'suppliers.csv': csv(suppliers),
};

if (import.meta.main) {
  const folder = new URL('files/', import.meta.url);
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) writeFileSync(new URL(name, folder), text);
}

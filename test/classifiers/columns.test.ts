import { describe, expect, test } from 'vitest';
import { digits, draws, found, look, lookAt } from './look.ts';

const random = draws(7);
const rows = (count: number, make: (at: number) => string): string[] =>
  Array.from({ length: count }, (_, at) => make(at));
const nirs = ['185057800608491', '285052A00608482', '285052B00608412', '385057800608488', '185207800608440'];

describe('what a column holds', () => {
  test('one national number in fifty rows of remarks is a personal column', async () => {
    for (const at of [0, 24, 49]) {
      const seen = await lookAt(
        'remarks',
        rows(50, (row) => (row === at ? 'voir 1 85 05 78 006 084 91' : `table ${row} is ready`)),
      );
      expect(found(seen)).toEqual(['fr/nir']);
      expect(seen.labels[0]).toMatchObject({ hits: 1, checked: 1, class: 'D3' });
    }
  });

  test('one bare national number among forty-nine order numbers is kept', async () => {
    const seen = await lookAt(
      'reference',
      rows(50, (row) => (row === 30 ? nirs[0]! : `ORD-${10_000_000 + row}`)),
    );
    expect(found(seen)).toEqual(['fr/nir']);
  });

  test('a rare value behind a hundred thousand common ones is kept', async () => {
    const cells = rows(100_000, (row) => `order ${row} was packed and sent`);
    cells[77_123] = 'please write to zoe.martin@example.org';
    expect(found(await lookAt('comment', cells))).toEqual(['generic/email']);
  });

  test('a hundred harmless values of the same shape in front hide nothing', async () => {
    const harmless = rows(400, () => `9${digits(random, 14)}`);
    const person = (): string => {
      const body = `1${digits(random, 2)}05${digits(random, 8)}`;
      return body + String(97 - (Number(body) % 97)).padStart(2, '0');
    };
    const seen = await lookAt('beneficiary', [...harmless, ...rows(4_000, person)]);
    expect(found(seen)).toContain('fr/nir');
  });

  test('a weak checksum needs nearly all of its column, or a name', async () => {
    const cards = ['4111111111111111', '4012888888881881', '5105105105105100', '6011111111111117', '2221000000000009'];
    const others = rows(5, () => `4${digits(random, 14)}0`);
    expect(found(await lookAt('number', cards))).toEqual(['generic/paymentCard']);
    expect(found(await lookAt('number', [cards[0]!]))).toEqual([]);
    expect(found(await lookAt('card number', [cards[0]!]))).toEqual(['generic/paymentCard']);
    expect(
      found(await lookAt('number', [...cards, ...others, ...others.map((one) => `${one.slice(0, 15)}1`)])),
    ).toEqual([]);
  });

  test('a date is one of birth only where something says so', async () => {
    const dates = ['1988-04-05', '2001-12-24'];
    expect(found(await lookAt('delivered', dates))).toEqual([]);
    for (const header of ['date_naissance', 'dateOfBirth', 'DOB', 'Né le', 'Geburtsdatum', 'birth-date'])
      expect(found(await lookAt(header, dates))).toEqual(['generic/birthDate']);
    expect(found(await lookAt('note', ['élève née le 05/04/1988 à Lyon']))).toEqual(['generic/birthDate']);
  });

  test('words are compared as tokens, never inside other words', async () => {
    expect(found(await look('acid_level,public_ip_count\n12345678,4111111111111111'))).toEqual([]);
    expect(found(await look('prenominal,adobe\nAnna,1988-04-05'))).toEqual([]);
  });

  test('a bare name is a person only in a table about persons', async () => {
    expect(found(await look('name,price\nRed Chair,12\nBlue Chair,14'))).toEqual([]);
    expect(found(await look('bib,name,time\n12,Ana Example,10.02\n14,Bo Example,10.09'))).toContain(
      'generic/personName',
    );
    expect(found(await look('bib,venue name,time\n12,North Arena,10.02\n14,South Arena,10.09'))).not.toContain(
      'generic/personName',
    );
  });

  test('the name must agree with what stands below it', async () => {
    expect(found(await lookAt('email_verified', ['1', '0', '1']))).toEqual([]);
    expect(found(await look('first name,age\n12,3\n14,4'))).toEqual([]);
  });

  test('words of health weigh only beside persons, twice, or under a telling name', async () => {
    expect(found(await look('code,label\nJ45,asthma\nE10,diabetes'))).toEqual([]);
    expect(found(await look('athlete ref,remark\na1,asthma\na2,none'))).toEqual([]);
    expect(found(await look('athlete ref,remark\na1,asthma\na2,diabète'))).toEqual(['special/health']);
    expect(found(await look('athlete ref,diagnosis\na1,J45\na2,E10'))).toEqual(['special/health']);
    expect((await look('athlete ref,diagnosis\na1,J45')).labels[0]?.class).toBe('D4');
  });

  test.each([
    ['special/health', 'groupe sanguin', 'A+'],
    ['special/drugTest', 'prohibited_substance', 'none'],
    ['special/religion', 'religion', 'undeclared'],
    ['special/ethnicOrigin', 'origine ethnique', 'x'],
    ['special/politicalOpinion', 'opinionPolitique', 'x'],
    ['special/tradeUnion', 'appartenance_syndicale', 'oui'],
    ['special/sexLife', 'sexual orientation', 'x'],
    ['special/biometric', 'fingerprint', 'AA=='],
    ['special/genetic', 'DNA', 'x'],
    ['special/criminal', 'Casier judiciaire', 'néant'],
  ])('%s is known by a column named %s beside persons', async (recognizer, header, cell) => {
    const seen = await look(`volunteer id,${header}\nv1,${cell}\nv2,${cell}`);
    expect(seen.labels).toMatchObject([{ recognizer, class: 'D4', method: 'terms' }]);
  });

  test.each([
    ['special/religion', 'catholique pratiquant', 'musulmane'],
    ['special/criminal', 'condamné à une peine de prison', 'casier judiciaire non vierge'],
    ['special/tradeUnion', 'déléguée syndicale', 'syndiqué'],
    ['special/drugTest', 'adverse analytical finding', 'nandrolone'],
    ['special/sexLife', 'se dit bisexuelle', 'lesbienne'],
  ])('%s is known by two of its words in values', async (recognizer, one, two) => {
    expect(found(await look(`volunteer id,remark\nv1,${one}\nv2,${two}`))).toEqual([recognizer]);
  });
});

describe('columns known by their name', () => {
  test.each([
    ['generic/postalAddress', 'adresse', '12 rue Inventée'],
    ['generic/salary', 'salaire', '2 400,00 €'],
    ['generic/nationality', 'nationality', 'Belgian'],
    ['generic/picture', 'portrait', 'photos/1.jpg'],
    ['generic/identityDocument', 'carte_identite', '880692310285'],
    ['generic/ipAddress', 'client_ip', '203.0.113.7'],
  ])('%s is found under %s beside persons', async (recognizer, header, cell) => {
    expect(found(await look(`volunteer id,${header}\nv1,"${cell}"\nv2,"${cell}"`))).toContain(recognizer);
  });

  test('the address of a venue and a salary of nobody are not', async () => {
    expect(found(await look('venue,adresse\nNorth Arena,12 rue Inventée\nSouth Hall,1 rue Inventée'))).toEqual([]);
    expect(found(await look('band,salaire\nA,2400\nB,2500'))).toEqual([]);
  });
});

import { expect, test } from 'vitest';
import fc from 'fast-check';
import { peopleFinder, recognizers } from '../../../classifiers/index.ts';

const find = peopleFinder(recognizers);
const told = (name: string) => find(name).map(({ recognizer, from, to }) => [recognizer, name.slice(from, to)]);

test.each([
  ['jeanne.martin@example.org', 'generic/email', 'jeanne.martin@example.org'],
  ['aws_iam_user.people["jeanne.martin@example.org"]', 'generic/email', 'jeanne.martin@example.org'],
  ['urn:pulumi:prod::shop::aws:iam/user:User::jean@example.com', 'generic/email', 'jean@example.com'],
  ['home-jeanne@example.org-2024', 'generic/email', 'home-jeanne@example.org'],
  ['jeanne@163.com', 'generic/email', 'jeanne@163.com'],
  ['claim-jeanne-2emartin-40example-2eorg', 'generic/email', 'jeanne-2emartin-40example-2eorg'],
  ['jeanne-martin-0612345678', 'generic/phone', '0612345678'],
  ['jeanne_martin_0612345678_home', 'generic/phone', '0612345678'],
  ['0145678901', 'generic/phone', '0145678901'],
  ['of["+33612345678"]', 'generic/phone', '+33612345678'],
  ['tel+33-6-12-34-56-78', 'generic/phone', '+33-6-12-34-56-78'],
  ['x-06_12_34_56_78', 'generic/phone', '06_12_34_56_78'],
  ['0033612345678', 'generic/phone', '0033612345678'],
  ['file-fr7630006000011234567890189', 'generic/iban', 'fr7630006000011234567890189'],
  ['DE89370400440532013000-archive', 'generic/iban', 'DE89370400440532013000'],
  ['assure-185057800608491', 'fr/nir', '185057800608491'],
  ['card-4111-1111-1111-1111', 'generic/paymentCard', '4111-1111-1111-1111'],
  ['card_4111111111111111', 'generic/paymentCard', '4111111111111111'],
  ['b-85.07.30-033.28', 'be/nationalNumber', '85.07.30-033.28'],
  ['rssmra85t10a562s', 'it/codiceFiscale', 'rssmra85t10a562s'],
])('%s holds %s', (name, recognizer, text) => {
  expect(told(name)).toEqual([[recognizer, text]]);
});

/** What names are full of, and nobody is. */
test.each([
  'arn:aws:s3:::logs-123456789012-eu-west-3',
  'arn:aws:iam::123456789012:role/deploy',
  'logs-061234567890',
  'logs-0145678901',
  'eu-central-1',
  'backup-2024-06-12-10-30-55',
  'backup-20240612103000',
  'snapshot-1718000000000',
  'vm-10.0.0.7',
  'projects/482918273645/buckets/x',
  'disk-0012345678901',
  'node-1234567890',
  'deploy-7f9c8d6b5f-x2k4q',
  '0b6a2f2e-5d0c-4f5a-9f5f-0612345678ab',
  'aws_s3_object.icon["icon@2x.png"]',
  'module.git@github.com:org/infra.git',
  'google_project_iam_member.m["ci@shop.iam.gserviceaccount.com"]',
  'left-pad@1.3.0-beta.rc',
  'chart-1.2.3+202406121030',
  'https://user@example.org/x',
  'urn:pulumi:prod::shop::aws:s3/bucket:Bucket::fan-photos',
  'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
  'jeanne-martin',
  '/subscriptions/11111111-2222-3333-4444-555555555555/resourceGroups/rg',
])('%s names nobody', (name) => {
  expect(told(name)).toEqual([]);
});

test('several in one name are several, and what is found stands there', () => {
  expect(told('a@example.org,b@example.org/0612345678').map(([, text]) => text)).toEqual([
    'a@example.org',
    'b@example.org',
    '0612345678',
  ]);
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 80 }), fc.string({ maxLength: 20 }), (one, other) => {
      let end = 0;
      for (const { from, to } of find(`${one} jeanne@example.org ${other}`)) {
        expect(from).toBeGreaterThanOrEqual(end);
        expect(to).toBeGreaterThan(from);
        end = to;
      }
    }),
  );
});

test('account numbers, project numbers and stamps of any digits are nobody’s', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 11, max: 14 }),
      fc.bigInt({ min: 10n ** 13n, max: 10n ** 14n - 1n }),
      (length, big) => {
        expect(told(`logs-${String(big).slice(0, length)}-eu`)).toEqual([]);
      },
    ),
  );
});

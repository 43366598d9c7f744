import fc from 'fast-check';
import { expect, it } from 'vitest';
import { unknownLeaf, type Told, type Tree } from '../../../audit/plan/told.ts';
import { judgePlan, judgedOf } from '../../../policies/index.ts';
import { inputTold, provider, read, resource } from '../../audit/plan/telling.ts';
import { catalogue, engine, premisesOf } from '../../policies/plan/planning.ts';
import { world } from './worldwide.ts';

const held = fc.record(
  {
    acl: fc.constantFrom<Tree>('private', 'public-read', unknownLeaf, 7),
    region: fc.constantFrom<Tree>('eu-west-3', 'us-east-1', unknownLeaf),
    policy: fc.constant<Tree>('{"Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"*"}]}'),
    tags: fc.constantFrom<Tree>({}, { 'cloison-dataset': 'people' }, { 'cloison-dataset': 'file' }),
  },
  { requiredKeys: [] },
);
const holder = fc.record({ type: fc.constantFrom('aws_s3_bucket', 'aws_ebs_volume'), held });

it('judges containers that are alike as if each were the only one', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(holder, { maxLength: 8 }), async (all) => {
      const told: Told[] = all.map(({ type, held: own }, at) =>
        resource({ type, name: `r${at}`, after: { bucket: `b${at}`, ...own } }),
      );
      const reading = await read([inputTold(), provider({ region: 'eu-west-3' }), ...told], { estate: world });
      const premises = premisesOf([], { estate: world, planned: reading.planned });
      // A copy is no more than its observations: nobody knows of it what is alike.
      const copy = { ...reading.collection };
      for (const keep of ['all', 'findings'] as const) {
        const of = (collection: typeof copy) => judgePlan(premises, collection, engine, catalogue, { keep });
        expect(of(reading.collection)).toEqual(of(copy));
      }
      const sealed = (collection: typeof copy) => [...judgedOf(premises, collection, engine, catalogue)];
      expect(sealed(reading.collection)).toEqual(sealed(copy));
      const single = await Promise.all(
        told.map(async (one) => {
          const { collection, planned } = await read([inputTold(), provider({ region: 'eu-west-3' }), one], {
            estate: world,
          });
          return [...judgedOf(premisesOf([], { estate: world, planned }), collection, engine, catalogue)];
        }),
      );
      const bySubject = (list: ReturnType<typeof sealed>) =>
        list.map((each) => [`${each.question.subject.id} ${each.question.stage}`, each] as const);
      expect(new Map(bySubject(sealed(reading.collection)))).toEqual(new Map(bySubject(single.flat())));
    }),
    { numRuns: 40 },
  );
});

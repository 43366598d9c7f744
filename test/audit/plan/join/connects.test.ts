import { expect, it } from 'vitest';
import { subjectOf } from '../../../../estate/index.ts';
import { unknownLeaf, type Properties } from '../../../../audit/plan/told.ts';
import { estateOf, provider, read, resource } from '../telling.ts';

const inParis = provider({ region: 'eu-west-3' });
const estate = estateOf({
  public: {
    side: 'public',
    provider: 'aws',
    country: 'FR',
    places: {
      's3-paris': { s3: 'https://s3.eu-west-3.amazonaws.com', region: 'eu-west-3' },
      'pg-paris': { postgresql: 'postgresql://pg.example:5432', region: 'eu-west-3' },
    },
  },
});
const placedOf = async (type: string, after: Properties) => {
  const reading = await read([inParis, resource({ type, after, provider: 'aws' })], { estate });
  const { subject = '' } = reading.rows[0]!;
  return { subject, planned: reading.planned.get(subject) };
};

it.each([
  ['aws_backup_vault', 'name'],
  ['aws_ecr_repository', 'name'],
  ['aws_codecommit_repository', 'repository_name'],
  ['aws_glacier_vault', 'name'],
])('%s never bears the subject of a bucket of its name, nor lies in a store', async (type, name) => {
  const { subject, planned } = await placedOf(type, { [name]: 'photos' });
  expect(subject).toMatch(/^plan:/);
  expect(planned?.place).toBeUndefined();
  expect(planned?.zone).toBe((await placedOf('aws_s3_bucket', { bucket: 'photos' })).planned?.zone);
  expect((await placedOf('aws_s3_bucket', { bucket: 'photos' })).subject).toBe(subjectOf.bucket('s3-paris', 'photos'));
});

it.each([
  [{ engine: 'postgres' }, 'aws_db_instance', true],
  [{ engine: 'aurora-postgresql' }, 'aws_rds_cluster', true],
  [{ engine: 'mysql' }, 'aws_db_instance', false],
  [{ engine: unknownLeaf }, 'aws_db_instance', false],
  [{}, 'aws_db_instance', false],
  [{ engine: 'memcached' }, 'aws_elasticache_cluster', false],
  [{}, 'aws_dynamodb_table', false],
  [{}, 'aws_secretsmanager_secret', false],
] as const)('what is declared of a PostgreSQL place answers for %j of %s: %s', async (after, type, answers) => {
  expect((await placedOf(type, after as Properties)).planned?.place).toBe(answers ? 'pg-paris' : undefined);
});

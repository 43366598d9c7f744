import { describe, expect, it } from 'vitest';
import { inputTold, provider, read, resource } from '../telling.ts';

const at = [inputTold(), provider({ region: 'eu-west-3' })];
const bucket = (name: string, dataset?: string) => ({
  bucket: name,
  ...(dataset === undefined ? {} : { tags: { 'cloison-dataset': dataset } }),
});
const leaving = async (...told: Parameters<typeof resource>[0][]) =>
  (await read([...at, ...told.map((each) => resource(each))])).leaving;
const type = 'aws_s3_bucket';

describe('what will no longer be where it is', () => {
  it('is a deleted container, with the dataset that its state claims', async () => {
    expect(await leaving({ type, operation: 'delete', before: bucket('old', 'results') })).toEqual([
      { subject: 'store://s3-paris/old', claims: 'results' },
    ]);
  });

  it('is one that takes another name, and says what it becomes', async () => {
    expect(await leaving({ type, operation: 'replace', before: bucket('old'), after: bucket('new') })).toEqual([
      { subject: 'store://s3-paris/old', to: 'store://s3-paris/new' },
    ]);
  });

  it('is none that stays, comes, leaves the state alone, or holds nothing', async () => {
    expect(
      await leaving(
        { type, name: 'a', operation: 'update', before: bucket('a'), after: bucket('a', 'results') },
        { type, name: 'b', after: bucket('b') },
        { type, name: 'c', operation: 'forget', before: bucket('c') },
        { type: 'aws_iam_role', name: 'd', operation: 'delete', before: { name: 'd' } },
      ),
    ).toEqual([]);
  });

  it('does not depend on the order of the input', async () => {
    const gone = (name: string) => ({ type, name, operation: 'delete', before: bucket(name) }) as const;
    const one = await leaving(gone('a'), gone('b'));
    expect(one.map(({ subject }) => subject)).toEqual(['store://s3-paris/a', 'store://s3-paris/b']);
    expect(await leaving(gone('b'), gone('a'))).toEqual(one);
  });
});

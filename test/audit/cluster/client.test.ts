import { beforeAll, describe, expect, test } from 'vitest';
import { node, observe, region, serving, writeKubeconfig } from './fake.ts';

beforeAll(writeKubeconfig);

describe('lists of a cluster', () => {
  test('are read page after page, and a busy server is asked again after what it says', async () => {
    let refused = 0;
    const nodes = (url: URL) => {
      if ((refused += 1) === 1) return new Response('', { status: 429, headers: { 'retry-after': '0' } });
      const page = Number(url.searchParams.get('continue') ?? '0');
      expect(url.searchParams.get('limit')).toBe('500');
      return Response.json({
        items: [node(`n${page}`, region)],
        metadata: page < 2 ? { continue: String(page + 1) } : {},
      });
    };
    const { observations, row } = await observe(serving({ '/api/v1/nodes': nodes }));
    expect(observations.filter(({ kind, fact }) => kind === 'node' && fact === 'exists')).toHaveLength(3);
    expect(row).toMatchObject({ reached: true, retries: 1, skipped: 0 });
  });

  test('that never end are an error, not a hang', async () => {
    const nodes = () => Response.json({ items: [], metadata: { continue: 'again' } });
    const { row } = await observe(serving({ '/api/v1/nodes': nodes }));
    expect(row).toMatchObject({ reached: false, reason: 'failed', skipped: 1 });
  });

  test('that are cut short by the budget, or refused everywhere, are not reached', async () => {
    expect((await observe(serving({}), { budget: { calls: 3 } })).row).toMatchObject({
      reached: false,
      reason: 'budget',
    });
    const denied = async () => new Response('{"message":"user jean"}', { status: 403 });
    const { row, text } = await observe(denied);
    expect(row).toMatchObject({ reached: false, reason: 'denied' });
    expect(text).not.toMatch(/jean|CANARY/);
  });

  test('of nonsense are errors: another shape, another type, no JSON', async () => {
    for (const body of ['null', '[]', '{"items":5}', '<html>', '']) {
      const { row } = await observe(serving({ '/api/v1/pods': () => new Response(body) }));
      expect([body, row.reached, row.reason]).toEqual([body, false, 'failed']);
    }
  });
});

describe('the region of a node', () => {
  test.each([
    ['its label', region, undefined, 'eu-central-1'],
    ['its old label', { 'failure-domain.beta.kubernetes.io/region': 'x' }, undefined, 'x'],
    ['its provider id alone', {}, 'aws:///eu-central-1a/i-0', 'eu-central-1'],
    ['Google’s id', {}, 'gce://p/europe-west9-a/n', 'europe-west9'],
    ['Alibaba’s id', {}, 'cn-hongkong.i-abc', 'cn-hongkong'],
    ['label and id that agree', region, 'aws:///eu-central-1a/i-0', 'eu-central-1'],
    ['label and id that do not', region, 'aws:///us-east-1a/i-0', 'unknown region-conflict'],
    [
      'two labels that do not',
      { ...region, 'failure-domain.beta.kubernetes.io/region': 'x' },
      undefined,
      'unknown region-conflict',
    ],
    ['nothing', {}, 'kind://docker/a/b', 'unknown no-topology'],
  ])('by %s', async (_name, labels, id, expected) => {
    const { observations } = await observe(
      serving({ '/api/v1/nodes': () => Response.json({ items: [node('n', labels, id)] }) }),
    );
    const said = observations.find(({ kind, fact }) => kind === 'node' && fact === 'location')!;
    expect((said.value as { region?: string } | undefined)?.region ?? `${said.state} ${said.origin.code}`).toBe(
      expected,
    );
  });
});

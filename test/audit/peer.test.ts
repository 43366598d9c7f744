import { describe, expect, it } from 'vitest';
import { collect, peer, type CollectionLine, type Source } from '../../audit/index.ts';

const absent = () => Promise.reject(Object.assign(new Error('absent'), { code: 'ERR_MODULE_NOT_FOUND' }));

describe('a heavy client that is not installed', () => {
  it('is asked for by the name that npm install takes', async () => {
    await expect(peer('needs-s3-client', absent)).rejects.toMatchObject({
      code: 'client-missing',
      values: { detail: '@aws-sdk/client-s3' },
    });
    await expect(peer('needs-kubernetes-client', absent)).rejects.toMatchObject({
      values: { detail: '@kubernetes/client-node' },
    });
  });

  it('is a place not reached, for that reason, and the other places are read', async () => {
    const observing = (kind: Source['kind'], reason?: 'needs-kubernetes-client'): Source => ({
      id: kind,
      kind,
      rights: [],
      fields: [],
      facts: [],
      async *observe() {
        if (reason !== undefined) await peer(reason, absent);
        yield* [];
      },
    });
    const lines: CollectionLine[] = [];
    const scopes = [
      { id: 'k8s', place: { kubernetes: 'k8s' }, containers: [] },
      { id: 's3', place: { s3: 'https://s3.example' }, containers: [] },
    ];
    for await (const line of collect(scopes, [observing('kubernetes', 'needs-kubernetes-client'), observing('s3')], {
      tool: 'cloison 0',
      estate: 'none',
      now: '2026-01-01T00:00:00.000Z',
      signal: new AbortController().signal,
      whoIs: () => undefined,
      mask: (name) => name,
    }))
      lines.push(line);
    expect(lines.at(-1)).toMatchObject({
      coverage: [
        { place: 'k8s', reached: false, reason: 'needs-kubernetes-client' },
        { place: 's3', reached: true },
      ],
    });
  });

  it('is not confused with a client that breaks', async () => {
    await expect(peer('needs-s3-client', () => Promise.reject(new TypeError('broken')))).rejects.toThrow(TypeError);
  });
});

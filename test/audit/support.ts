import type { Place } from '../../estate/index.ts';
import type { CollectContext, CollectionLine, Scope } from '../../audit/index.ts';
import { collect, sources as allSources, type Source } from '../../audit/index.ts';

export const now = '2024-07-26T00:00:00.000Z';

export function contextOf(more: Partial<CollectContext> = {}): CollectContext {
  return {
    tool: 'cloison test',
    estate: 'none',
    now,
    signal: new AbortController().signal,
    whoIs: () => undefined,
    mask: (name) => name,
    ...more,
  };
}

export function scopeOf(id: string, place: Place, containers: readonly string[] = []): Scope {
  return { id, place, containers };
}

export async function allLines(
  scopes: readonly Scope[],
  more: Partial<CollectContext> = {},
  sources: readonly Source[] = allSources,
): Promise<CollectionLine[]> {
  const lines: CollectionLine[] = [];
  for await (const line of collect(scopes, sources, contextOf(more))) lines.push(line);
  return lines;
}

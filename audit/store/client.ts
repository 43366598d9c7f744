/** The S3 client of one place, loaded when a place needs it; every answer's root element is checked before it is parsed. */
import type * as S3 from '@aws-sdk/client-s3';
import pLimit from 'p-limit';
import { fault } from '../../estate/index.ts';
import { value } from '../observe.ts';
import { peer } from '../peer.ts';
import type { Answer, Scope, SourceContext } from '../source.ts';
import { refusal, WrongRoot } from './answer.ts';
import { rootElement, wholeBody } from './rootElement.ts';
import roots from './roots.json' with { type: 'json' };
import { handlerOver } from './transport.ts';

export type Sdk = typeof S3;
interface Out {
  readonly $metadata: { readonly attempts?: number };
}

export interface Store {
  readonly sdk: Sdk;
  readonly client: S3.S3Client;
  readonly endpoint: string;
  readonly region: string;
  /** Sends one reading request and classifies its answer. Never rejects but for `budget` and an abort. */
  readonly ask: <T extends Out>(send: (options: { abortSignal: AbortSignal }) => Promise<T>) => Promise<Answer<T>>;
}

const expected: Readonly<Record<string, readonly string[]>> = roots;

function checkRoots(client: S3.S3Client): void {
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        const result = await next(args);
        const response = result.response as { statusCode: number; body: unknown };
        const wanted = expected[commandName];
        if (wanted === undefined || response.statusCode !== 200) return result;
        response.body = await wholeBody(response.body);
        const root = rootElement(response.body as Uint8Array);
        if (!wanted.includes(root)) throw new WrongRoot(root);
        return result;
      },
    { step: 'deserialize', name: 'cloisonRootElement', priority: 'low' },
  );
}

function settings(scope: Scope, region: string, { transport }: SourceContext): S3.S3ClientConfig {
  const patience = { connectionTimeout: 5_000, requestTimeout: 60_000, throwOnRequestTimeout: true };
  return {
    endpoint: scope.place.s3!,
    region,
    ...(scope.profile === undefined ? {} : { profile: scope.profile }),
    forcePathStyle: true,
    followRegionRedirects: true,
    // Third-party servers refuse or mangle the newer default checksums.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    maxAttempts: 4,
    requestHandler: transport === undefined ? patience : handlerOver(transport),
  };
}

/** `region` is what requests are signed for; the place's own, unless the server asked for another. */
export async function openStore(
  scope: Scope,
  context: SourceContext,
  region = scope.place.region ?? 'us-east-1',
): Promise<Store> {
  const sdk = await peer('needs-s3-client', () => import('@aws-sdk/client-s3'));
  const client = new sdk.S3Client(settings(scope, region, context));
  checkRoots(client);
  const { tally, budget, signal } = context;
  const limit = pLimit(budget.concurrency);
  const count = (attempts = 1) => {
    tally.calls += attempts;
    tally.retries += attempts - 1;
  };
  const ask: Store['ask'] = (send) =>
    limit(async () => {
      signal.throwIfAborted();
      if (tally.calls >= budget.calls) throw fault('source-refused', { reason: 'budget' });
      try {
        const out = await send({ abortSignal: signal });
        count(out.$metadata.attempts);
        return value(out);
      } catch (error) {
        signal.throwIfAborted();
        count((error as Partial<Out>).$metadata?.attempts);
        return refusal(error);
      }
    });
  return { sdk, client, endpoint: scope.place.s3!, region, ask };
}

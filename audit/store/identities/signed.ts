/** Signed requests to the administration interfaces beside S3, with the client's own credentials and transport. */
import { failed } from '../../observe.ts';
import { peer } from '../../peer.ts';
import type { Answer } from '../../source.ts';
import type { Store } from '../client.ts';
import { wholeBody } from '../rootElement.ts';

export interface AdminRequest {
  readonly method: 'GET' | 'PATCH';
  readonly endpoint: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
}

/** The body, or why not. It may hold secrets: whoever calls this takes what it needs and lets the rest go. */
export async function askAdmin(
  store: Store,
  { method, endpoint, path, query = {} }: AdminRequest,
): Promise<Answer<string>> {
  const { SignatureV4 } = await peer('needs-s3-client', () => import('@smithy/signature-v4'));
  const { credentials, sha256, requestHandler } = store.client.config;
  const signer = new SignatureV4({ service: 's3', region: store.region, credentials, sha256, uriEscapePath: false });
  const { protocol, hostname, port, host } = new URL(endpoint);
  const request = {
    method,
    protocol,
    hostname,
    ...(port === '' ? {} : { port: Number(port) }),
    path,
    query: { ...query },
    headers: { host },
  };
  let status = 0;
  const answer = await store.ask(async ({ abortSignal }) => {
    const signed = await signer.sign(request);
    const { response } = await requestHandler.handle(signed as Parameters<typeof requestHandler.handle>[0], {
      abortSignal,
    });
    status = response.statusCode;
    const body = await wholeBody(response.body);
    if (status !== 200)
      throw Object.assign(new Error('refused'), { name: `Status${status}`, $metadata: { httpStatusCode: status } });
    return { text: new TextDecoder().decode(body), $metadata: {} };
  });
  if (answer.state !== 'value') return failed(answer.state, answer.code);
  return { state: 'value', value: answer.value!.text };
}

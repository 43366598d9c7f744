import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { issueServer, makeAuthority } from '../certificates.ts';

/** What the API server asks: the spec of a SubjectAccessReview. */
export interface Review {
  readonly user: string;
  readonly groups?: readonly string[];
  readonly extra?: Readonly<Record<string, readonly string[]>>;
  readonly resourceAttributes: { readonly namespace?: string; readonly resource: string; readonly verb: string };
}

export interface Authorizer {
  readonly url: string;
  readonly caFile: string;
  /** Every question so far, in order. */
  readonly reviews: readonly Review[];
  readonly close: () => void;
}

/** An authorization webhook for tests: refuses with the reason it is given, and has no opinion when there is none. */
export async function startAuthorizer(
  folder: string,
  refusal: (review: Review) => string | undefined,
): Promise<Authorizer> {
  const authority = makeAuthority(folder, 'webhook-ca');
  const pair = issueServer(authority, folder, 'webhook');
  const identity = { cert: readFileSync(pair.certFile), key: readFileSync(pair.keyFile) };
  const reviews: Review[] = [];
  const server = createServer(identity, async (request, response) => {
    let text = '';
    for await (const chunk of request) text += String(chunk);
    const { spec, ...review } = JSON.parse(text) as { spec: Review };
    reviews.push(spec);
    const reason = refusal(spec);
    response.setHeader('content-type', 'application/json');
    response.end(
      JSON.stringify({ ...review, status: { allowed: false, ...(reason ? { denied: true, reason } : {}) } }),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return {
    url: `https://127.0.0.1:${(server.address() as AddressInfo).port}/authorize`,
    caFile: authority.certFile,
    reviews,
    close,
  };
}

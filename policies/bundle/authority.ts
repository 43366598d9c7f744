/** Who lets a bundle judge: its digest was pinned by whoever called, or an owner that we trust signed that digest. */
import { canonicalBytes, fault, parseJsonStrict, sha256, signEnvelope, verifyEnvelope } from '../../estate/index.ts';
import type { Envelope, Instant, SigningKey, Trust } from '../../estate/index.ts';

export const bundleType = 'application/vnd.cloison.bundle+json';

/** `pinned`: `sha256:<64 hex>` over the bytes of the bundle. `at`: when the signature must count. */
export type Authority =
  | { readonly pinned: string }
  | { readonly envelope: unknown; readonly trust: Trust; readonly at: Instant };

const version = 'cloison/bundle-approval/v1';

export function bundleDigest(bytes: Uint8Array): string {
  return `sha256:${sha256(bytes)}`;
}

/** The approval of exactly these bytes, for a file beside the bundle. */
export function signBundle(bytes: Uint8Array, key: SigningKey): Envelope {
  return signEnvelope(bundleType, canonicalBytes({ version, digest: bundleDigest(bytes) }), key);
}

function signedDigest(payload: Uint8Array): unknown {
  try {
    const said = parseJsonStrict(payload) as { version?: unknown; digest?: unknown } | null;
    return said?.version === version && Object.keys(said).length === 2 ? said.digest : undefined;
  } catch {
    return undefined;
  }
}

/** Returns the digest. Throws `bundle-digest` (other bytes), or `signature-invalid` with why the signature does not count. */
export function authorise(bytes: Uint8Array, authority: Authority): string {
  const actual = bundleDigest(bytes);
  if ('pinned' in authority) {
    if (authority.pinned !== actual) throw fault('bundle-digest', { expected: authority.pinned, actual });
    return actual;
  }
  const { envelope, trust, at } = authority;
  const verified = verifyEnvelope(envelope, trust, { payloadType: bundleType, roles: ['owner'], at });
  if (!verified.ok) throw fault('signature-invalid', { reason: verified.reason }, { subject: 'policies' });
  const expected = signedDigest(verified.payload);
  if (expected !== actual) throw fault('bundle-digest', { expected: String(expected), actual });
  return actual;
}

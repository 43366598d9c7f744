/** When to ask again, and after how long: what the server says, else growing and scattered. */

const busy = new Set([429, 500, 502, 503, 504]);

/** Milliseconds to wait before the next try, or undefined when the reply stands. No reply at all is worth another try. */
export function waitFor(
  reply: { readonly status: number; readonly retryAfter: string | undefined } | undefined,
  attempt: number,
): number | undefined {
  if (reply !== undefined && !busy.has(reply.status)) return undefined;
  const seconds = Number(reply?.retryAfter);
  if (reply?.retryAfter !== undefined && Number.isFinite(seconds)) return Math.min(seconds, 30) * 1000;
  // Jitter, so that many readers refused together do not come back together.
  return 100 * 2 ** attempt * (0.5 + Math.random() / 2);
}

export function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, milliseconds);
    signal.addEventListener('abort', stop, { once: true });
  });
}

/** The command line in this process, what it prints kept. Everything impure but what the caller hands in is the real one. */
import { realEdge, type Edge } from '../../cli/edge.ts';
import { main } from '../../cli/main.ts';

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** `width`: columns of a terminal; left out, a pipe. */
export async function inProcess(argv: readonly string[], edge: Partial<Edge>, width?: number): Promise<Ran> {
  const [out, err]: [string[], string[]] = [[], []];
  const into = (kept: string[]) => ({
    write: (text: string) => void kept.push(text),
    isTerminal: width !== undefined,
    width,
  });
  const real = realEdge(new AbortController().signal);
  const code = await main(argv, { ...real, command: 'cloison', stdout: into(out), stderr: into(err), ...edge });
  return { code, out: out.join(''), err: err.join('') };
}

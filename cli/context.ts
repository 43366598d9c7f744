/** What every command is handed beside its options. */
import type { Language, Lexicon, Say } from '../estate/index.ts';
import type { Edge } from './edge.ts';
import type { Paste } from './paste.ts';
import type { Printer } from './print.ts';

export interface Context {
  readonly edge: Edge;
  readonly language: Language;
  /** Speaks the words of the command line and of the estate. */
  readonly say: Say;
  /** The same with the words of further rooms. */
  readonly speak: (...lexicons: readonly Lexicon[]) => Say;
  /** A command line to paste. */
  readonly paste: Paste;
  readonly out: Printer;
  /** Progress and remarks; results never go here. */
  readonly err: Printer;
  readonly json: boolean;
  readonly debug: boolean;
  readonly colour: boolean;
}

/** A command: plain options in, exit code out. What it prints goes through the context; it never exits. */
export type Run<Options> = (options: Options, context: Context) => Promise<number>;

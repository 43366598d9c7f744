/** What an entry in the list of commands says: enough for help and parsing, without loading what the command needs. */
import type { Run } from '../context.ts';

export interface Command {
  readonly name: string;
  readonly takes?: readonly string[];
  readonly required?: readonly string[];
  readonly options?: readonly string[];
  /** One call that works, without the name of the tool; help ends with it. */
  readonly example: string;
  readonly load: () => Promise<Run<never>>;
}

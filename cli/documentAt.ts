/** Whoever reads a document is handed its text and knows no file: what is wrong with it is told with the file that was named. */
import { CloisonFault, fault } from '../estate/index.ts';

/** Throws what `read` throws; a fault that is about nothing yet is about this file. */
export function documentAt<T>(file: string, read: () => T): T {
  try {
    return read();
  } catch (cause) {
    if (!(cause instanceof CloisonFault) || cause.subject !== undefined) throw cause;
    throw fault(cause.code, cause.values, { subject: file, cause });
  }
}

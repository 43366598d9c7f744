/** Writes the log of a run: `run.opened`, the events as they come, `run.closed` with the counts; in segments. */
import { Log, type Appended } from '../log/append.ts';
import { segmentRecords } from '../log/record.ts';
import type { HeadlineCode, Tally } from '../log/tally.ts';
import { disclosuresFile, recordsFile } from './layout.ts';
import type { Recorded, SealRequest } from './request.ts';
import type { StagedFile, Staging } from './staging.ts';

/** Two files of one segment; the second exists only when something is disclosed. */
class Segments {
  readonly #staging: Staging;
  #records: StagedFile | undefined;
  #disclosures: StagedFile | undefined;

  constructor(staging: Staging) {
    this.#staging = staging;
  }

  async #open({ seq, disclosure }: Appended): Promise<void> {
    if (seq % segmentRecords === 0) await this.finish();
    this.#records ??= await this.#staging.file(recordsFile(seq));
    if (disclosure !== undefined) this.#disclosures ??= await this.#staging.file(disclosuresFile(seq));
  }

  /** Whoever adds a hundred thousand lines waits for those that are written to the disk, and not for each. */
  add(line: Appended): Promise<void> | undefined {
    const isOpen = this.#records !== undefined && (line.disclosure === undefined || this.#disclosures !== undefined);
    if (line.seq % segmentRecords === 0 || !isOpen) return this.#open(line).then(() => this.#write(line));
    return this.#write(line);
  }

  #write({ record, disclosure }: Appended): Promise<void> | undefined {
    const first = this.#records!.write(`${record}\n`);
    const second = disclosure === undefined ? undefined : this.#disclosures!.write(`${disclosure}\n`);
    if (first === undefined || second === undefined) return first ?? second;
    return Promise.all([first, second]).then(() => undefined);
  }

  async finish(): Promise<void> {
    await this.#records?.finish();
    await this.#disclosures?.finish();
    [this.#records, this.#disclosures] = [undefined, undefined];
  }
}

/** `headline` turns the counts into the code that `run.closed` carries. */
export async function recordRun(
  request: SealRequest,
  staging: Staging,
  headline: (request: SealRequest, tally: Tally) => HeadlineCode,
): Promise<Recorded> {
  const log = new Log(request.runId, request.runSecret, request.logVersion ?? 2);
  const segments = new Segments(staging);
  const payload = [...new Set(staging.digests.values())].sort().map((sha256) => `sha256:${sha256}`);
  const counts = { sources: request.sourcesExpected };
  const opened = { type: 'run.opened', time: request.startedAt, counts } as const;
  await segments.add(log.append(payload.length === 0 ? opened : { ...opened, payload }));
  for await (const event of request.events) {
    const written = segments.add(log.append(event));
    if (written !== undefined) await written;
  }
  const code = headline(request, log.tally);
  const tally = { ...log.tally };
  await segments.add(log.append({ type: 'run.closed', time: request.now, codes: [`exit-${code}`], counts: tally }));
  await segments.finish();
  return { tally, code, size: log.tree.size, rootHash: log.tree.root() };
}

/** EVIDENCE: findings become something a stranger can check, years later, offline. */
export { diskOn, realDisk, type SealDisk, type Sink } from './bundle/disk.ts';
export { memoryFolder, openFolder, type BundleFolder, type FolderEntry } from './bundle/folder.ts';
export { type LintBytes, type LintHit } from './bundle/pieces.ts';
export { readRecords, type DisclosedRecord } from './bundle/readRecords.ts';
export { redact, type Redacted, type Redaction } from './bundle/redact.ts';
export type { NamedBytes, PayloadRoles, Sealed, SealRequest } from './bundle/request.ts';
export { sealBundle } from './bundle/seal.ts';
export { payloadType, predicateType, type Predicate, type Statement } from './bundle/statement.ts';
export { openDecision, signDecision, type OpenedDecision } from './decision/envelope.ts';
export { decisionType, parseDecision, type DecisionPredicate, type DecisionStatement } from './decision/statement.ts';
export { lintText, personalDataLinter, type LintOptions } from './lint.ts';
export {
  checkpointText,
  isEquivocation,
  originOf,
  parseCheckpoint,
  runIdShape,
  type Checkpoint,
} from './log/checkpoint.ts';
export { coverageEvent, decisionEvent, evaluationEvent, judgedEvent, waiverEvent, type RunEvent } from './log/event.ts';
export { leafHash, rootOf } from './log/merkle.ts';
export { checkNote, parseNote, signNote, verifierKey, type Note, type NoteCheck, type NoteKey } from './log/note.ts';
export { consistencyProof, inclusionProof, verifyConsistency, verifyInclusion } from './log/proofs.ts';
export { recordTypes, type CommittedField, type LogRecord, type RecordType } from './log/record.ts';
export { codeOf, headlineCodes, type HeadlineCode, type Tally } from './log/tally.ts';
export { defaultLimits, type VerifyLimits } from './verify/limits.ts';
export { type Redecide, type ReplayCounts } from './verify/replay.ts';
export {
  bundleVerdicts,
  checkCodes,
  isOfLater,
  verdictExit,
  type BundleVerdict,
  type CheckCode,
  type Item,
} from './verify/report.ts';
export { sentenceOf } from './verify/sentence.ts';
export { verifyBundle, type Verified, type VerifyOptions, type Withheld } from './verify/verify.ts';
export { evidenceWords } from './words/words.ts';

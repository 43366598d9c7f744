/** THE LANGUAGE: every noun once. Imports nothing of ours; every other room may import this door, and only this door. */
export {
  canonicalBytes,
  canonicalMember,
  canonicalText,
  digestOf,
  sha256,
  Spelt,
  type Json,
  type SpeltForm,
} from './canonical.ts';
export {
  forces,
  severities,
  verdicts,
  type Control,
  type Decision,
  type Finding,
  type Force,
  type Reason,
  type Severity,
  type Verdict,
} from './decision.ts';
export { diskFiles, diskOn, type EntryKind, type FileSystem, type OpenedFile } from './edge/fileSystem.ts';
export { readKeyFile } from './edge/keyFile.ts';
export { readEstateFrom, type EstateFolder } from './edge/readEstateFrom.ts';
export { factNames, factValues, rights, type FactName, type FactValue, type Grant, type Label } from './facts.ts';
export { CloisonFault, fault, faultCodes, type FaultCode, type FaultValues } from './fault.ts';
export {
  decodeBase64,
  envelopeOf,
  envelopeText,
  pae,
  parseEnvelope,
  signEnvelope,
  type Envelope,
  type EnvelopeSignature,
} from './keys/envelope.ts';
export { keyIdOf, newKey, signingKeyOf, type NewKey } from './keys/newKey.ts';
export { readTrust, type TrustReading } from './keys/readTrust.ts';
export { keyRoles, keyStates, type KeyRole, type SigningKey, type Trust, type TrustedKey } from './keys/trust.ts';
export {
  publicKeyOf,
  refusals,
  verifyEnvelope,
  wrongAnyDay,
  type Expectation,
  type Refusal,
  type Verification,
} from './keys/verify.ts';
export {
  factStates,
  observationDigest,
  observationText,
  subjectKinds,
  type Collection,
  type CollectionHeader,
  type CollectionTrailer,
  type FactState,
  type Observation,
  type ObservationOf,
  type Origin,
  type SourceCoverage,
  type SubjectKind,
} from './observation.ts';
export { collectionOf, tellerOf, toldBy, type ToldContainers } from './told.ts';
export { opinions, signWaiver, waiverPayload, type Approval, type Opinion } from './papers/approval.ts';
export { documentPayload, resolvePapers, signDocument, type ResolvedDocument } from './papers/documents.ts';
export {
  departures,
  sealRevision,
  verifyRevision,
  type Digests,
  type Revision,
  type RevisionVerification,
} from './papers/revision.ts';
export { controlsNamed, startingDays, startingOn, type SealedControl, type Starting } from './papers/starting.ts';
export { documentType, revisionType, waiverType } from './papers/signedPaper.ts';
export { coverDifferences, coveredBy, coverFields, findingDifferences, foundFields } from './papers/covering.ts';
export { grantedFor, isBound, type Granted, type Standing } from './papers/covering.ts';
export { tellingValues } from './papers/found.ts';
export {
  maxTermDays,
  maxTermDaysD4,
  resolveWaivers,
  waiverStates,
  type ResolvedWaiver,
  type WaiverState,
} from './papers/waivers.ts';
export { connectionKinds, sameEndpoint, type ConnectionKind } from './check/connections.ts';
export { byText } from './order.ts';
export { plannedFacts, type PlannedAt, type PlannedMove } from './planned.ts';
export { byPlace, isError, type Problem } from './problem.ts';
export { type EstatePositions } from './read/assemble.ts';
export { readEstate, type EstateReading } from './read/readEstate.ts';
export { wantedFiles, type Wanted } from './read/wants.ts';
export { nearest } from './read/nearest.ts';
export { datasetAt, type Claimed } from './resolve/datasets.ts';
export { activitiesOf, entityOf, estateDigest, parentsOf, zoneOfPlace, type PlacedIn } from './resolve/parties.ts';
export { stageOn, strictest } from './resolve/stages.ts';
export { operatorById, operatorOf } from './resolve/people.ts';
export { type FileContent, type Files } from './read/text.ts';
export {
  languages,
  speaker,
  speakerWith,
  type Language,
  type Lexicon,
  type Say,
  type Values,
  type Words,
} from './say.ts';
export { type Activity, type Dataset } from './schema/data.ts';
export { type Estate } from './schema/estate.ts';
export { type Flow, type Transfer } from './schema/movement.ts';
export { type Covers, type Document, type Freeze, type Waiver } from './schema/papers.ts';
export { type Entity, type Holder, type Organisation } from './schema/parties.ts';
export { identityColumns, operatorColumns, type Identity, type Operator } from './schema/people.ts';
export { dataClasses, type DataClass } from './schema/terms.ts';
export { controlStages, type ControlStage, type ControlStageName } from './schema/stages.ts';
export {
  planeNames,
  sides,
  type Declared,
  type Place,
  type Plane,
  type PlaneName,
  type Side,
  type Zone,
} from './schema/zones.ts';
export { encodeSegment, nouns, parseSubject, placeOf, subjectOf, type Noun, type ParsedSubject } from './subject.ts';
export { provisionalIn } from './subject.ts';
export { parseJsonStrict, type JsonLimits } from './strictJson.ts';
export {
  daysAfter,
  daysInclusive,
  dayOf,
  instantOf,
  isDay,
  isInstant,
  parseAsOf,
  parseDay,
  parseInstant,
  withinDays,
  type Day,
  type Instant,
} from './time.ts';
export { estateWords, tellFault, tellProblem, type Told } from './words.ts';
export { editorSchemaText } from './schema/editor.ts';

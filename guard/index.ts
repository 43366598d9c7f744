/** KEEPS IT SO: run-time enforcement through the hooks that stores and clusters already have. A composition root. */
export {
  Refused,
  type Adapter,
  type Call,
  type Desk,
  type Entry,
  type Failure,
  type Outcome,
  type Reply,
  type Settings,
} from './adapter.ts';
export { adapters } from './adapters.ts';
export { benches, benchOf, containedIn, isProtected, type Bench, type Contained } from './bench.ts';
export { decide, worst, type Asked, type Deciding, type Holder, type Right, type Ruling } from './decide.ts';
export { premisesOf, type Ground } from './ground.ts';
export { committer, instanceOf, type Instance, type Surroundings } from './instance.ts';
export { type Row } from './log.ts';
export { maxBodyBytes } from './body.ts';
export { listen, type Listening, type ServerOptions } from './server.ts';
export { serveGuard, type Guard, type GuardOptions } from './serve.ts';
export { type Session, type SessionBasis } from './session.ts';
export { guardWords } from './words.ts';

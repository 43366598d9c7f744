// Pulumi starts packs through a loader that compiles TypeScript itself and fails on ours; from here Node loads it natively.
export { pack } from './pack.ts';

/** Facts about whoever reaches a container, and about movements and papers. */
import { Type } from 'typebox';
import { difference, fact, flag, link, maybe, number, paper, text, texts } from './fact.ts';

export const peopleFacts = {
  operator: maybe(
    fact({
      id: maybe(text),
      employer: maybe(text),
      employerCountry: maybe(text),
      employerChain: maybe(Type.Array(link)),
      authority: maybe(text),
      worksIn: maybe(texts),
      role: maybe(text),
      clearance: maybe(text),
      until: maybe(text),
      instructed: maybe(flag),
    }),
  ),
  session: maybe(fact({ country: maybe(text), method: maybe(text) })),
  clearText: maybe(fact({ value: maybe(flag) })),
  rights: maybe(fact({ rights: maybe(texts), via: maybe(texts) })),
  /** The declared transfer that covers exactly this exporter, importer, country and dataset; absent when none does. */
  transfer: maybe(
    fact({
      id: maybe(text),
      exporter: maybe(text),
      exporterCountry: maybe(text),
      importer: maybe(text),
      importerCountry: maybe(text),
      country: maybe(text),
      tool: maybe(text),
      module: maybe(number),
      reference: maybe(text),
      clearText: maybe(flag),
      from: maybe(text),
      until: maybe(text),
      datasets: maybe(texts),
    }),
  ),
  tia: maybe(paper),
  flow: maybe(
    fact({
      from: maybe(text),
      to: maybe(text),
      fromSide: maybe(text),
      toSide: maybe(text),
      fromClass: maybe(text),
      toClass: maybe(text),
      declared: maybe(flag),
      transform: maybe(text),
      published: maybe(flag),
      publishedFrom: maybe(text),
    }),
  ),
  proof: maybe(paper),
  waiver: maybe(
    fact({
      control: maybe(text),
      target: maybe(text),
      known: maybe(flag),
      from: maybe(text),
      until: maybe(text),
      approval: maybe(text),
      opinion: maybe(text),
      exact: maybe(flag),
      days: maybe(number),
      maxDays: maybe(number),
      /** False for what has no name before apply where it does not say what it covers; left out where it need not. */
      bound: maybe(flag),
      /** What stands there now, where it is not what the exception was granted for. */
      differs: maybe(Type.Array(difference)),
    }),
  ),
  /** What a change of the estate would forgive that the estate before it did not. */
  loosening: maybe(
    fact({
      /** `changed`, `removed`, `added`, `lowered` or `undeclared`; `nothing` where the whole change loosens nothing. */
      how: maybe(text),
      target: maybe(text),
      fields: maybe(texts),
      /** How the owner's signature of the change stands: `valid`, `missing`, `invalid`, `another`, `older`, `untrusted`. */
      signature: maybe(text),
    }),
  ),
} as const;

/** Facts about a container, its dataset, its zone and whoever hosts it. */
import { Type } from 'typebox';
import { entityFields, fact, flag, link, maybe, number, plane, share, text, texts } from './fact.ts';

export const containerFacts = {
  dataset: maybe(
    fact({
      id: maybe(text),
      personal: maybe(flag),
      home: maybe(text),
      homeSide: maybe(text),
      mayLieIn: maybe(texts),
      owner: maybe(text),
      activities: maybe(texts),
      controller: maybe(text),
      keyHolder: maybe(text),
      endState: maybe(text),
      endBy: maybe(text),
      as: maybe(text),
      copyKind: maybe(text),
      roles: maybe(texts),
      clearance: maybe(text),
      /** A decision to publish it is in force. */
      published: maybe(flag),
      containers: maybe(number),
    }),
  ),
  /** The dataset that a change claims for a planned container, by tag or label; absent where it names none. */
  claim: maybe(
    fact({
      dataset: maybe(text),
      /** Whether the estate has that dataset. */
      known: maybe(flag),
      before: maybe(text),
      /** Whether the dataset claimed before the change is of a higher class. */
      lowers: maybe(flag),
    }),
  ),
  labels: maybe(fact({ categories: maybe(texts), detected: maybe(text), fullPass: maybe(flag) })),
  objects: maybe(fact({ count: maybe(number), complete: maybe(flag) })),
  location: maybe(
    fact({
      provider: maybe(text),
      region: maybe(text),
      declaredRegion: maybe(text),
      country: maybe(text),
      confidence: maybe(text),
      endpointMethod: maybe(text),
      endpointIndependent: maybe(flag),
      dataMethod: maybe(text),
      dataIndependent: maybe(flag),
    }),
  ),
  zone: maybe(
    fact({
      id: maybe(text),
      side: maybe(text),
      country: maybe(text),
      provider: maybe(text),
      lawsAccepted: maybe(texts),
      /** Ids of the zones it may be in, where a plan does not settle which. */
      among: maybe(texts),
    }),
  ),
  /** The entity that hosts, with everything that can compel or control it. */
  hosting: maybe(
    fact({
      ...entityFields,
      chain: maybe(Type.Array(link)),
      ownership: maybe(text),
      shares: maybe(Type.Array(share)),
      confidence: maybe(text),
    }),
  ),
  key: maybe(fact({ ...entityFields, separate: maybe(flag), chain: maybe(Type.Array(link)), operated: maybe(text) })),
  encryption: maybe(fact({ value: maybe(text) })),
  publicRead: maybe(fact({ value: maybe(flag), via: maybe(text) })),
  publicWrite: maybe(fact({ value: maybe(flag), via: maybe(text) })),
  replication: maybe(fact({ elsewhere: maybe(flag), targets: maybe(texts) })),
  copies: maybe(fact({ undeclared: maybe(texts) })),
  /** Datasets of what a planned container is made of, that it is not judged for already: those that may not lie in its zone, and those of which nobody knows. */
  origins: maybe(fact({ outside: maybe(texts), open: maybe(texts) })),
  grants: maybe(fact({ holders: maybe(number), unmapped: maybe(number), open: maybe(flag) })),
  planes: maybe(
    Type.Object(
      { control: plane, hypervisor: plane, backup: plane, keys: plane, support: plane },
      { additionalProperties: false },
    ),
  ),
  /** One plane, when the plane is the subject. */
  plane: maybe(plane),
} as const;

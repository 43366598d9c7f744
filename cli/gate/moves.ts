/** Movements and freezes, in sentences. */
import type { Movement } from '../../audit/index.ts';
import { countryLabel, subjectShown } from '../report/names.ts';
import { addressShown, type GateTeller } from './telling.ts';

function endShown({ report, say, shield }: GateTeller, { provider, region, country }: Movement['from']): string {
  const named = [provider, region].filter((each) => each !== undefined).map(shield);
  if (country !== undefined) named.push(shield(countryLabel(report, say, country)));
  return named.length === 0 ? say('gate.nowhere-known') : named.join(' ');
}

export function movementShown(teller: GateTeller, movement: Movement): string {
  const { say, shield } = teller;
  const { address, subject, kind, from, to } = movement;
  const values = { from: endShown(teller, from), to: endShown(teller, to) };
  return say(`gate.moves.${kind}`, {
    ...values,
    address: shield(addressShown(address)),
    subject: shield(subjectShown(subject)),
  });
}

export function freezesShown({ report, say, shield }: GateTeller): string[] {
  return report.freezes.map(({ freeze: { from, to, scope, lane = [] } }) =>
    say('gate.freeze', {
      from,
      to,
      scope: shield(scope),
      lanes: lane.length,
      lane: lane.map(shield).join(', '),
    }),
  );
}

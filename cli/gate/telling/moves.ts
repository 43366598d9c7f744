/** Movements and freezes, in sentences. */
import type { Movement } from '../../../audit/index.ts';
import { countryLabel } from '../../report/names.ts';
import { addressShown, subjectNamed } from './naming.ts';
import type { GateTeller } from './telling.ts';

function endShown({ report, say, shield }: GateTeller, { provider, region, country }: Movement['from']): string {
  const named = [provider, region].filter((each) => each !== undefined).map(shield);
  if (country !== undefined) named.push(shield(countryLabel(report, say, country)));
  return named.length === 0 ? say('gate.nowhere-known') : named.join(' ');
}

export function movementShown(teller: GateTeller, movement: Movement): string {
  const { say, shield } = teller;
  const { address, subject, kind, from, to } = movement;
  const [named, lies] = [addressShown(address), subjectNamed(subject)];
  return say(`gate.moves.${kind}`, {
    from: endShown(teller, from),
    to: endShown(teller, to),
    address: shield(named),
    subject: shield(lies),
    // What has no place yet is named by its address alone.
    isNamed: lies === named ? 'no' : 'yes',
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

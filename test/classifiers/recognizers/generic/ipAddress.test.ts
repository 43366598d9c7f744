import { ipAddress } from '../../../../classifiers/recognizers/generic/ipAddress.ts';
import { table } from '../table.ts';

table(ipAddress, [
  ['203.0.113.7', true, 'an address of the outside'],
  ['2001:db8::7', true, 'version 6'],
  ['10.1.2.3', false, 'a private address'],
  ['192.168.0.1', false, 'another private address'],
  ['fe80::1', false, 'a link-local address'],
  ['1.2.3.400', false, 'no address'],
  ['1.2.3.4.5', false, 'five numbers'],
  ['12:30:45', false, 'a time of day'],
]);

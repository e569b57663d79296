/** Which requests count as one network's. */
import type { Request } from 'express'
import { network } from '../../../src/platform/http/limits.ts'

const of = (ip: string | undefined) => network({ ip } as Request)

test.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['192.0.2.7:51123', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:DB8:1:2::9', '2001:db8:1:2'],
  ['[2001:db8:1:2::9]:443', '2001:db8:1:2'],
  // The shortest spelling of an address must not make a network of each address.
  ['2001:db8::1', '2001:db8:0:0'],
  ['2001:db8::a:b', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
  [undefined, 'unknown'],
])('%s is of %s', (ip, expected) => {
  expect(of(ip)).toBe(expected)
})

/** Whether an IP address is one of the public internet: what a server may be led to by an address that somebody typed. */
import { BlockList, isIP } from 'node:net'

/** By the IANA registries of special addresses. */
const kept = new BlockList()
for (const [network, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  kept.addSubnet(network, bits, 'ipv4')

// Of IPv6 only 2000::/3 is given out; within it some parts lead back to IPv4 or are for examples.
const givenOut = new BlockList()
givenOut.addSubnet('2000::', 3, 'ipv6')
for (const [network, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  kept.addSubnet(network, bits, 'ipv6')

export function isPublicAddress(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !kept.check(address, 'ipv4')
    case 6:
      return givenOut.check(address, 'ipv6') && !kept.check(address, 'ipv6')
    default:
      return false
  }
}

/** Which domains can be claimed, and what stands above one. */
import { domainFault, domainsAbove, hasEnded, readDomains } from '../../../src/features/organisations/rules.ts'

test('domains are read as people type them', () => {
  expect(readDomains('@Dacorum.gov.uk, dacorum.gov.uk.\n hightown.org.uk;')).toEqual([
    'dacorum.gov.uk',
    'hightown.org.uk',
  ])
  expect(readDomains('')).toEqual([])
})

test.each(['dacorum.gov.uk', 'mail.herts.gov.uk', 'xn--bcher-kva.example'])('%s can be claimed', (domain) => {
  expect(domainFault(domain)).toBeNull()
})

test.each([
  'gmail.com',
  'me@dacorum.gov.uk',
  'localhost',
  'gov.uk',
  'a..b',
  '-x.org',
  '192.168.0.1',
  'herts.gov.uk\u0000',
])('%s cannot', (domain) => {
  expect(domainFault(domain)).toContain('‘')
})

test('what covers a domain stands at its label boundaries', () => {
  expect(domainsAbove('Mail.Herts.gov.uk')).toEqual(['mail.herts.gov.uk', 'herts.gov.uk', 'gov.uk'])
})

test('the day it ends is the first day it is gone', () => {
  expect(hasEnded({ ends_on: '2028-04-01' }, '2028-03-31')).toBe(false)
  expect(hasEnded({ ends_on: '2028-04-01' }, '2028-04-01')).toBe(true)
  expect(hasEnded({ ends_on: null }, '2028-04-01')).toBe(false)
})

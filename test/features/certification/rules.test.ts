/** What a certificate is worth on a day, and what may be done to it: plain values. */
import type { ActFacts, Standing } from '../../../src/features/certification/rules.ts'
import { acts, certificateState, daysOf, refusalOf, standings } from '../../../src/features/certification/rules.ts'

const days = { renews_from: '2028-01-13', valid_to: '2028-04-12', grace_to: '2028-06-12' }

test.each([
  ['2028-01-12', 'current'],
  ['2028-01-13', 'expiring'],
  ['2028-04-12', 'expiring'],
  ['2028-04-13', 'in grace'],
  ['2028-06-12', 'in grace'],
  ['2028-06-13', 'expired'],
])('in good standing the days alone decide: %s is %s', (on, state) => {
  expect(certificateState({ ...days, standing: 'good' }, on)).toBe(state)
})

test('whatever else has become of it holds on every day', () => {
  for (const standing of standings.filter((one) => one !== 'good'))
    for (const on of ['2027-01-01', '2028-04-12', '2030-01-01'])
      expect(certificateState({ ...days, standing }, on)).toBe(standing)
})

test('window and grace become days, and the window never opens before the award', () => {
  expect(daysOf('2027-04-12', '2028-04-12', { renewal_days: 90, grace_months: 2 })).toEqual(days)
  expect(daysOf('2027-04-12', '2027-05-12', { renewal_days: 90, grace_months: 0 })).toEqual({
    renews_from: '2027-04-12',
    valid_to: '2027-05-12',
    grace_to: '2027-05-12',
  })
  // Two months after 31 December is the end of February.
  expect(daysOf('2026-12-31', '2027-12-31', { renewal_days: 0, grace_months: 2 }).grace_to).toBe('2028-02-29')
})

test('which act may be done to which certificate', () => {
  const on = '2027-06-01'
  const table = Object.fromEntries(
    standings.map((standing) => [
      standing,
      acts.map((act) => refusalOf(act, { ...days, standing, is_latest: true }, on) ?? 'done'),
    ]),
  ) as Record<Standing, string[]>
  expect(acts).toEqual(['suspend', 'reinstate', 'revoke', 'withdraw', 'extend'])
  expect(table).toEqual({
    good: ['done', 'already', 'done', 'done', 'done'],
    suspended: ['already', 'done', 'done', 'suspended', 'suspended'],
    revoked: ['revoked', 'done', 'already', 'revoked', 'revoked'],
    superseded: ['replaced', 'replaced', 'replaced', 'replaced', 'replaced'],
    withdrawn: ['given-up', 'done', 'done', 'already', 'given-up'],
  })
})

test('an earlier certificate stays as it is, and one that is over cannot be given up', () => {
  const facts: ActFacts = { ...days, standing: 'revoked', is_latest: false }
  expect(refusalOf('reinstate', facts, '2028-05-01')).toBe('replaced')
  const good: ActFacts = { ...days, standing: 'good', is_latest: true }
  expect(refusalOf('withdraw', good, '2028-06-12')).toBeNull()
  expect(refusalOf('withdraw', good, '2028-06-13')).toBe('over')
  expect(refusalOf('extend', good, '2028-07-01', '2028-04-12')).toBe('not-later')
  expect(refusalOf('extend', good, '2028-07-01', '2028-07-01')).toBeNull()
})

/** When reminders are due, and which goes out when several are: as plain values. */
import { fateOf, nextReminder, reminderMoment } from '../../../src/features/live-sessions/reminder-times.ts'
import type { Reminder } from '../../../src/features/live-sessions/reminder-times.ts'

test.each<[string, Reminder, string, string]>([
  ['2027-04-27T09:00:00Z', '1 day', '2027-04-26T09:00:00.000Z', 'in summer'],
  ['2027-04-02T09:00:00Z', '7 days', '2027-03-26T10:00:00.000Z', 'a week over the clocks going forward'],
  ['2027-03-28T09:00:00Z', '1 day', '2027-03-27T10:00:00.000Z', 'on the morning after the clocks went forward'],
  ['2027-10-31T10:00:00Z', '1 day', '2027-10-30T09:00:00.000Z', 'on the morning after they went back'],
  ['2027-11-02T10:00:00Z', '3 days', '2027-10-30T09:00:00.000Z', 'three days over the clocks going back'],
  ['2027-03-29T00:30:00Z', '1 day', '2027-03-28T00:30:00.000Z', 'where the day before has no such time'],
  ['2027-10-31T01:30:00Z', '2 hours', '2027-10-30T23:30:00.000Z', 'two hours of real time in the doubled hour'],
  ['2027-04-27T09:00:00Z', '15 minutes', '2027-04-27T08:45:00.000Z', 'shortly before'],
])('a part at %s reminds %s before at %s: %s', (starts, reminder, due) => {
  expect(reminderMoment(reminder, new Date(starts)).toISOString()).toBe(due)
})

const part = { starts_at: new Date('2027-04-27T09:00:00Z') }
const weekLater = { starts_at: new Date('2027-05-04T09:00:00Z') }
const at = (moment: string) => new Date(`2027-04-${moment}:00Z`)

test.each<[string, Reminder, string | undefined]>([
  ['20T12:00', '1 day', '2027-04-26T09:00:00.000Z'],
  ['26T08:45', '1 day', '2027-04-26T09:00:00.000Z'],
  // The mail of a booking in the quarter of an hour before, or later, says it all: the next part is what is left.
  ['26T08:46', '1 day', '2027-05-03T09:00:00.000Z'],
  ['26T09:00', '1 day', '2027-05-03T09:00:00.000Z'],
  ['27T08:30', '15 minutes', '2027-04-27T08:45:00.000Z'],
])('who books on %s is reminded %s before at %s', (booked, reminder, due) => {
  const now = at(booked)
  expect(nextReminder(reminder, [part, weekLater], { now, toldAt: now })?.toISOString()).toBe(due)
})

test('where no part is left to remind of there is no reminder', () => {
  const now = at('27T08:00')
  expect(nextReminder('1 hour', [part], { now, toldAt: now })).toBeUndefined()
})

const three: Reminder[] = ['1 day', '1 hour', '15 minutes']

test.each<[string, Record<string, string>]>([
  ['26T08:59', { '1 day': 'early', '1 hour': 'early', '15 minutes': 'early' }],
  ['26T09:00', { '1 day': 'send', '1 hour': 'early', '15 minutes': 'early' }],
  ['27T07:59', { '1 day': 'send', '1 hour': 'early', '15 minutes': 'early' }],
  // Past two of them at once: only the last has anything to say.
  ['27T08:00', { '1 day': 'superseded', '1 hour': 'send', '15 minutes': 'early' }],
  ['27T08:50', { '1 day': 'superseded', '1 hour': 'superseded', '15 minutes': 'send' }],
  ['27T09:00', { '1 day': 'begun', '1 hour': 'begun', '15 minutes': 'begun' }],
])('on %s the fates of three reminders are %j', (now, fates) => {
  const moment = { now: at(now), toldAt: at('12T09:00') }
  expect(Object.fromEntries(three.map((one) => [one, fateOf(one, three, part, moment)]))).toEqual(fates)
})

test('what the mail of a late booking said is not said again', () => {
  const moment = { now: at('27T08:05'), toldAt: at('26T20:00') }
  expect(fateOf('1 day', ['1 day'], part, moment)).toBe('told')
  expect(fateOf('1 hour', ['1 hour'], part, moment)).toBe('send')
})

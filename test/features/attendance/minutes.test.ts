/** Minutes and the mark a rule gives: as plain values, and for whatever the evidence is. */
import fc from 'fast-check'
import type { PartTimes, Stretch } from '../../../src/features/attendance/rules/minutes.ts'
import { joined, minutesThere, scheduledMinutes } from '../../../src/features/attendance/rules/minutes.ts'
import { givenMark, ruleWords } from '../../../src/features/attendance/rules/rule.ts'

const begins = Date.parse('2027-04-27T09:00:00Z')
/** From so many seconds after the start to so many. */
const seconds = (from: number, to: number): Stretch => ({
  from_at: new Date(begins + from * 1000),
  to_at: new Date(begins + to * 1000),
})
const minutes = (from: number, to: number) => seconds(from * 60, to * 60)

const part = (length: number, breaks: Stretch[] = []): PartTimes => ({
  starts_at: new Date(begins),
  ends_at: new Date(begins + length * 60_000),
  breaks,
})

test.each<[what: string, stretches: Stretch[], there: number]>([
  ['nobody', [], 0],
  ['all of it, and before and after', [minutes(-30, 400)], 135],
  ['two devices at once', [minutes(0, 30), minutes(10, 40)], 40],
  ['a gap of 45 seconds', [seconds(0, 600), seconds(645, 1200)], 20],
  ['a gap of 46 seconds', [seconds(0, 600), seconds(646, 1200)], 19],
  ['the break alone', [minutes(60, 75)], 0],
  ['through the break', [minutes(50, 80)], 15],
  ['not a whole minute', [seconds(0, 59)], 0],
  ['before the start', [minutes(-20, 0)], 0],
  ['a stretch that ends before it begins', [minutes(30, 10)], 0],
])('%s', (_, stretches, there) => {
  expect(minutesThere(part(150, [minutes(60, 75)]), stretches)).toBe(there)
})

test('the whole of a part is what lies outside its breaks, however they overlap or stick out', () => {
  expect(scheduledMinutes(part(150))).toBe(150)
  expect(scheduledMinutes(part(150, [minutes(60, 75), minutes(70, 80), minutes(140, 170)]))).toBe(120)
})

const stretch = fc
  .tuple(fc.integer({ min: -4000, max: 12000 }), fc.integer({ min: 0, max: 6000 }))
  .map(([from, long]) => seconds(from, from + long))
const stretches = fc.array(stretch, { maxLength: 12 })
const anyPart = fc
  .tuple(fc.integer({ min: 5, max: 150 }), fc.array(stretch, { maxLength: 3 }))
  .map(([length, breaks]) => part(length, breaks))

describe('whatever the evidence', () => {
  test('minutes never exceed the part', () =>
    fc.assert(
      fc.property(anyPart, stretches, (part, evidence) => {
        const there = minutesThere(part, evidence)
        expect(there).toBeGreaterThanOrEqual(0)
        expect(there).toBeLessThanOrEqual(scheduledMinutes(part))
      }),
    ))

  test('more of it never makes fewer minutes', () =>
    fc.assert(
      fc.property(anyPart, stretches, stretches, (part, evidence, more) => {
        expect(minutesThere(part, [...evidence, ...more])).toBeGreaterThanOrEqual(minutesThere(part, evidence))
      }),
    ))

  test('its order, a second device and a second report of the same make no difference', () =>
    fc.assert(
      fc.property(anyPart, stretches, (part, evidence) => {
        const there = minutesThere(part, evidence)
        expect(minutesThere(part, evidence.toReversed())).toBe(there)
        expect(minutesThere(part, [...evidence, ...evidence])).toBe(there)
        expect(minutesThere(part, joined(evidence))).toBe(there)
      }),
    ))
})

describe('the rule', () => {
  const rule = { percent: 80, last_minutes: 10 }
  const mark = (
    evidence: Stretch[],
    { moments = [] as string[], is_measured = true, of = rule as typeof rule | typeof mild } = {},
  ) => givenMark(of, part(150), { stretches: evidence, moments: moments.map((kind) => ({ kind })) }, is_measured)
  const mild = { percent: 80, last_minutes: null }

  test.each([
    ['enough, and there at the end', [minutes(30, 150)], { mark: 'present', minutes: null }],
    ['one minute too few', [minutes(31, 150)], { mark: 'late', minutes: 119 }],
    ['enough, but gone before the last ten', [minutes(0, 140)], { mark: 'left early', minutes: 140 }],
    ['enough, and back for the end', [minutes(0, 120), minutes(149, 150)], { mark: 'present', minutes: null }],
    ['too little, gone early', [minutes(0, 60)], { mark: 'left early', minutes: 60 }],
    ['not within the session', [minutes(160, 200)], { mark: 'absent', minutes: null }],
    ['never seen', [], { mark: 'absent', minutes: null }],
  ])('%s', (_, evidence, given) => {
    expect(mark(evidence)).toEqual(given)
  })

  test('that does not ask for the end takes who left early with enough minutes', () => {
    expect(mark([minutes(0, 120)], { of: mild })).toEqual({ mark: 'present', minutes: null })
    expect(mark([minutes(0, 119)], { of: mild })).toEqual({ mark: 'left early', minutes: 119 })
  })

  test('says nothing where nothing was measured, or where only a moment speaks for somebody', () => {
    expect(mark([], { is_measured: false })).toBeNull()
    expect(mark([], { moments: ['check-in code'] })).toBeNull()
    // Their page of the room was open before it began, and a report that nobody matched yet may be about them.
    expect(mark([minutes(-10, 0)], { moments: ['vendor report'] })).toBeNull()
    const perhaps = { stretches: [minutes(0, 20)], moments: [{ kind: 'vendor report', perhaps: 'Jo Blogs' }] }
    expect(givenMark(rule, part(150), perhaps, true)).toBeNull()
    expect(givenMark(rule, part(150), { ...perhaps, stretches: [minutes(0, 150)] }, true)).toMatchObject({
      mark: 'present',
    })
    expect(mark([], { moments: ['own claim'] })).toEqual({ mark: 'absent', minutes: null })
  })

  test('is one sentence', () => {
    expect(ruleWords(rule, 150)).toBe('at least 80% of the 150 minutes, and there in the last 10 minutes')
    expect(ruleWords(mild, 135)).toBe('at least 80% of the 135 minutes')
  })
})

/** Marks from several devices: whatever the order in which they arrive, the register says the same. */
import fc from 'fast-check'
import type { MarkFact } from '../../../src/features/attendance/rules/merging.ts'
import { compareMarks, conflictsOf, markedAtOf } from '../../../src/features/attendance/rules/merging.ts'
import { addMinutes } from '../../../src/lib/time.ts'
import { atDepth } from '../../support/depth.ts'

const begins = new Date('2027-04-27T09:00:00Z')
const at = (seconds: number) => new Date(begins.getTime() + seconds * 1000)

/** As many as make ties likely: two people, three devices, a minute. */
const made = fc.uniqueArray(
  fc.record({
    mark_id: fc.uuid(),
    device_id: fc.constantFrom('a', 'b', 'c'),
    person_id: fc.constantFrom('p', 'q'),
    mark: fc.constantFrom('present' as const, 'absent' as const, 'excused' as const),
    seconds: fc.integer({ min: 0, max: 60 }),
  }),
  { selector: (one) => one.mark_id, maxLength: 12 },
)

/** Nobody had seen anything of the others; all arrive later, in this order. */
const arrived = (
  marks: { mark_id: string; device_id: string; person_id: string; mark: MarkFact['mark']; seconds: number }[],
) =>
  marks.map(({ seconds, ...one }, index): MarkFact => ({
    ...one,
    id: index + 1,
    minutes: null,
    recorded_by: null,
    marked_at: at(seconds),
    recorded_at: at(100 + index),
    seen_at: at(0),
  }))

const standing = (marks: MarkFact[]) =>
  new Map(
    [...Map.groupBy(marks, (one) => one.person_id)].map(([person, own]) => [
      person,
      own.toSorted(compareMarks)[0]!.mark_id,
    ]),
  )

test('any interleaving of any devices gives the same register, and lists the same contradictions', () => {
  fc.assert(
    fc.property(
      made.chain((marks) => fc.tuple(fc.constant(marks), fc.shuffledSubarray(marks, { minLength: marks.length }))),
      ([one, other]) => {
        const said = (marks: typeof one) =>
          new Map(
            [...conflictsOf(arrived(marks))].map(([person, facts]) => [
              person,
              new Set(facts.map((one) => one.mark_id)),
            ]),
          )
        expect(standing(arrived(one))).toEqual(standing(arrived(other)))
        expect(said(one)).toEqual(said(other))
        // Where every device that said anything said the same in the end, there is nothing to settle, and the reverse.
        for (const person of ['p', 'q']) {
          const own = arrived(one).filter((fact) => fact.person_id === person)
          const words = [...Map.groupBy(own, (fact) => fact.device_id)].map(
            ([, of]) => of.toSorted(compareMarks)[0]!.mark,
          )
          expect(conflictsOf(own).has(person)).toBe(new Set(words).size > 1)
        }
      },
    ),
    { numRuns: atDepth(300, 20_000) },
  )
})

const fact = (values: Partial<MarkFact>): MarkFact => ({
  ...{ id: 1, person_id: 'p', mark: 'present', minutes: null, mark_id: null, device_id: null, recorded_by: null },
  ...{ marked_at: at(0), recorded_at: at(0), seen_at: at(0) },
  ...values,
})

test('whoever had seen the other mark contradicts nobody; whoever marks once both are there settles it', () => {
  const first = fact({ mark_id: '1', device_id: 'a', marked_at: at(10), recorded_at: at(100) })
  const unseen = fact({ id: 2, mark: 'absent', mark_id: '2', device_id: 'b', marked_at: at(20), recorded_at: at(50) })
  expect([...conflictsOf([first, unseen]).values()]).toEqual([[unseen, first]])
  expect(conflictsOf([first, { ...unseen, marked_at: at(120), recorded_at: at(120), seen_at: at(110) }]).size).toBe(0)
  expect(conflictsOf([first, { ...unseen, device_id: 'a' }]).size).toBe(0)
  expect(conflictsOf([first, { ...unseen, mark: 'present' }]).size).toBe(0)
  expect(conflictsOf([first, { ...unseen, mark: 'present', minutes: 5 }]).size).toBe(1)
  // The form of a page, sent while the other device was away.
  const form = fact({ id: 3, mark: 'excused', marked_at: at(60), recorded_at: at(60), seen_at: at(60) })
  expect([...conflictsOf([first, form]).values()]).toEqual([[form, first]])
  const settled = fact({ id: 4, marked_at: at(200), recorded_at: at(200), seen_at: at(200) })
  expect(conflictsOf([first, unseen, form, settled]).size).toBe(0)
  // A third device comes back after that.
  const late = fact({ id: 5, mark: 'absent', mark_id: '3', device_id: 'c', marked_at: at(30), recorded_at: at(300) })
  expect([...conflictsOf([first, unseen, settled, late]).values()]).toEqual([[settled, late]])
})

test('pages without a script contradict each other like devices do, but nobody contradicts themselves by them', () => {
  const first = fact({ recorded_by: 'x', marked_at: at(60), recorded_at: at(60), seen_at: at(10) })
  const other = fact({ ...first, id: 2, recorded_by: 'y', mark: 'absent', seen_at: at(20) })
  expect([...conflictsOf([first, other]).values()]).toEqual([[other, first]])
  expect(conflictsOf([first, { ...other, recorded_by: 'x' }]).size).toBe(0)
  const later = { ...other, marked_at: at(90), recorded_at: at(90) }
  expect(conflictsOf([first, later]).size).toBe(1)
  expect(conflictsOf([first, { ...later, seen_at: at(70) }]).size).toBe(0)
})

test('times are those of the marking: a wrong clock is put right, nothing is before the register or after now', () => {
  const part = { starts_at: begins }
  const now = addMinutes(begins, 60)
  const when = (marked: number, sent = 60) =>
    markedAtOf({ marked_at: addMinutes(begins, marked), sent_at: addMinutes(begins, sent) }, part, now)
  expect(when(20)).toEqual(addMinutes(begins, 20))
  expect(when(20, 61)).toEqual(addMinutes(begins, 20))
  // A clock that is a day ahead, one that is three hours behind.
  expect(when(24 * 60 + 20, 25 * 60)).toEqual(addMinutes(begins, 20))
  expect(when(-160, -120)).toEqual(addMinutes(begins, 20))
  expect(when(-500)).toEqual(addMinutes(begins, -15))
  expect(when(61)).toEqual(now)
})

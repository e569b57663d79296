/** When a room is open, which part is on, what state an item is in. */
import fc from 'fast-check'
import {
  askSecondOf,
  askSeconds,
  askSecondsBetween,
  gapSeconds,
  itemStateOf,
  optionsFault,
  partAt,
  percentOf,
  roomStateOf,
} from '../../../src/features/live-room/rules.ts'
import { newId } from '../../../src/lib/ids.ts'
import { addMinutes } from '../../../src/lib/time.ts'

const start = new Date('2027-04-27T09:00:00Z')
const at = (minutes: number) => addMinutes(start, minutes)
const part = (id: string, from: number, to: number) => ({ id, starts_at: at(from), ends_at: at(to) })

describe('the room', () => {
  const parts = [part('one', 0, 60), part('two', 70, 130), part('later', 60 * 48, 60 * 49)]
  const state = (minutes: number) => roomStateOf({ cancelled_at: null, parts }, at(minutes))

  test('opens a quarter of an hour before a part and closes one after it', () => {
    expect(state(-16)).toEqual({ state: 'early', opens_at: at(-15) })
    expect(state(-15)).toMatchObject({ state: 'open', part: { id: 'one' } })
    expect(state(144)).toMatchObject({ state: 'open', part: { id: 'two' } })
    expect(state(145)).toEqual({ state: 'early', opens_at: at(60 * 48 - 15) })
    expect(state(60 * 49 + 15)).toEqual({ state: 'over' })
    expect(roomStateOf({ cancelled_at: start, parts }, at(10))).toEqual({ state: 'cancelled' })
    expect(roomStateOf({ cancelled_at: null, parts: [] }, start)).toEqual({ state: 'over' })
  })

  test('belongs to the part that has begun last, where two touch', () => {
    expect(partAt(parts, at(65))?.id).toBe('one')
    expect(partAt(parts, at(70))?.id).toBe('two')
    expect(partAt(parts, at(200))).toBeUndefined()
  })

  test('a part that runs is always on', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 59 }), (minute) => {
        expect(partAt(parts, at(minute))?.id).toBe('one')
        expect(partAt(parts, at(70 + minute))?.id).toBe('two')
      }),
    )
  })
})

describe('an item', () => {
  const never = { shown_at: null, closes_at: null, closed_at: null, revealed_at: null }

  test('is planned, open, closed by hand or by its timer, revealed', () => {
    const shown = { ...never, shown_at: start }
    expect(itemStateOf(never, start)).toBe('planned')
    expect(itemStateOf(shown, at(500))).toBe('open')
    expect(itemStateOf({ ...shown, closed_at: at(1) }, at(1))).toBe('closed')
    expect(itemStateOf({ ...shown, closes_at: at(1) }, at(0))).toBe('open')
    expect(itemStateOf({ ...shown, closes_at: at(1) }, at(1))).toBe('closed')
    expect(itemStateOf({ ...shown, closed_at: at(1), revealed_at: at(2) }, at(3))).toBe('revealed')
  })

  test('needs different answers, and a question one right one', () => {
    const [one, two] = [
      { text: 'Yes', is_right: false },
      { text: 'No', is_right: true },
    ]
    expect(optionsFault('page', [])).toBeNull()
    expect(optionsFault('poll', [one])).toBe('Enter at least 2 answers')
    expect(optionsFault('poll', [one, { ...one, text: 'YES' }])).toBe('Each answer must be different')
    expect(optionsFault('poll', [one, two])).toBeNull()
    expect(optionsFault('question', [one, two])).toBeNull()
    expect(optionsFault('question', [one, { ...two, is_right: false }])).toBe('Tick the one right answer')
  })

  test('shares are whole percents, and of nothing there is none', () => {
    expect([percentOf(1, 3), percentOf(2, 3), percentOf(0, 0)]).toEqual([33, 67, 0])
  })
})

describe('whether somebody is here', () => {
  test('is asked once in each round, at their own second, however unevenly the looks come', () =>
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 60, maxLength: 90 }), (steps) => {
        const own = askSecondOf(newId())
        const begun = 1_803_000_000
        const asked: number[] = []
        let last = begun
        for (const step of steps) {
          if (askSecondsBetween(last, last + step).has(own)) asked.push(last + step)
          last += step
        }
        expect(asked).toHaveLength(
          Array.from({ length: last - begun }, (_, index) => begun + 1 + index).filter(
            (second) => second % askSeconds === own,
          ).length,
        )
        // One answer may be lost, and the next still comes within the gap.
        for (const [index, at] of asked.entries())
          if (index > 1) expect(at - asked[index - 2]!).toBeLessThan(gapSeconds)
      }),
    ))

  test('is asked of everyone after a long pause, once', () => {
    expect(askSecondsBetween(100, 1000).size).toBe(askSeconds)
    expect(askSecondsBetween(1000, 1000).size).toBe(0)
    expect(askSecondsBetween(1000, 900).size).toBe(0)
  })
})

/** No published list gives away a figure under five: tried against everything that would look the same. */
import fc from 'fast-check'
import { least, publish, withhold } from '../../../src/features/reports/rules/disclosure.ts'

test.each([
  [
    [12, 7, 0],
    [12, 7, 0],
  ],
  [
    [12, 3, 2],
    [12, null, null],
  ],
  // One alone would be the total less the rest.
  [
    [12, 3, 7],
    [12, null, null],
  ],
  // Alike: three times 4 of a total of 12.
  [
    [4, 4, 4, 9],
    [null, null, null, null],
  ],
  // Of two that would do, both are withheld, or their place would tell.
  [
    [2, 8, 8, 20],
    [null, null, null, 20],
  ],
  [[1, 1, 0], null],
])('of %j is shown %j', (values, shown) => {
  expect(withhold(values)).toEqual(shown)
})

test('a total is withheld with everything where one list cannot be published', () => {
  expect(
    publish([
      [6, 0],
      [3, 3],
    ]),
  ).toEqual({
    total: null,
    lists: [
      [null, null],
      [null, null],
    ],
  })
  expect(publish([[3], [1, 2]])).toEqual({ total: null, lists: [[null], [null, null]] })
  expect(
    publish([
      [8, 4],
      [5, 7],
    ]),
  ).toEqual({
    total: 12,
    lists: [
      [null, null],
      [5, 7],
    ],
  })
  expect(publish([[0, 0], [0]])).toEqual({ total: 0, lists: [[0, 0], [0]] })
})

/** Every list of that many figures, each up to `most`. */
function* everyList(length: number, most: number): Generator<number[]> {
  if (length === 0) return yield []
  for (const rest of everyList(length - 1, most)) for (let value = 0; value <= most; value++) yield [...rest, value]
}

/** For each withheld figure: which values it has among all the inputs that look exactly like this one when published. */
function secretsOf(inputs: number[][][]): Map<string, Set<number>[]> {
  const seen = new Map<string, Set<number>[]>()
  for (const input of inputs) {
    const published = publish(input)
    const key = JSON.stringify(published)
    const withheld = published.lists.flat()
    const sets = seen.get(key) ?? withheld.map(() => new Set<number>())
    for (const [index, value] of input.flat().entries()) if (withheld[index] === null) sets[index]!.add(value)
    seen.set(key, sets)
  }
  return seen
}

test('whoever sees one list, its total and this rule cannot tell a withheld figure: all lists of up to five figures', () => {
  for (const length of [1, 2, 3, 4, 5]) {
    const inputs = [...everyList(length, length > 3 ? 7 : 14)].map((list) => [list])
    for (const [published, sets] of secretsOf(inputs)) {
      const { total, lists } = JSON.parse(published) as { total: number | null; lists: (number | null)[][] }
      for (const [index, value] of lists.flat().entries())
        if (value === null) {
          const small = [...sets[index]!].filter((one) => one < least)
          // At least two figures are possible, and it need not be one under five unless all are.
          expect([published, sets[index]!.size > 1]).toEqual([published, true])
          if (total !== null) expect(small.length).toBeLessThan(least)
        }
    }
  }
})

test('nor from two lists of the same people side by side: all pairs of lists of three figures', () => {
  const lists = [...everyList(3, 8)]
  const sums = Map.groupBy(lists, (list) => list.reduce((sum, value) => sum + value, 0))
  const inputs = [...sums.values()].flatMap((alike) => alike.flatMap((one) => alike.map((other) => [one, other])))
  for (const [published, sets] of secretsOf(inputs)) {
    const { lists: shown } = JSON.parse(published) as { lists: (number | null)[][] }
    for (const [index, value] of shown.flat().entries())
      if (value === null) expect([published, sets[index]!.size > 1]).toEqual([published, true])
  }
})

test('nothing under five is ever shown, what is shown is true, and the order of the list does not matter', () => {
  const list = fc.array(fc.oneof(fc.nat(8), fc.nat(500)), { minLength: 1, maxLength: 40 })
  fc.assert(
    fc.property(list, fc.nat(), (values, turn) => {
      const { total, lists } = publish([values])
      const shown = lists[0]!
      for (const [index, value] of shown.entries()) {
        if (value === null) continue
        expect(value).toBe(values[index])
        expect(value === 0 || value >= least).toBe(true)
      }
      if (total !== null) expect(total).toBe(values.reduce((sum, value) => sum + value, 0))
      const withheld = values.filter((_, index) => shown[index] === null)
      if (total !== null && withheld.length > 0) expect(new Set(withheld).size).toBeGreaterThan(1)
      const turned = (all: unknown[]) => [...all.slice(turn % all.length), ...all.slice(0, turn % all.length)]
      expect(publish([turned(values) as number[]])).toEqual({ total, lists: [turned(shown)] })
    }),
  )
})

/** An answer to one version of a question, read with the words of another. */
import { carryGiven, pairUp } from '../../../src/features/quizzes/carrying.ts'
import { kindOf, questionKinds } from '../../../src/features/quizzes/index.ts'
import { kindSamples } from '../../support/questions.ts'

const one = (...options: [text: string, isRight: boolean][]) => ({
  kind: 'one' as const,
  content: { options: options.map(([text, is_right]) => ({ text, is_right, feedback: '' })) },
})

test('texts are paired by their words, then by their place', () => {
  expect(pairUp(['A', 'B', 'C'], ['c', 'A', 'B'])).toEqual([2, 0, 1])
  expect(pairUp(['A', 'Bee'], ['A', 'B'])).toEqual([0, 1])
  expect(pairUp(['A', 'B'], ['A', 'B', 'New'])).toEqual([0, 1, null])
})

test('a choice is found again where it stands now, and another key marks it', () => {
  const asked = one(['Ring 999', true], ['Ring 101', false], ['Wait', false])
  expect(carryGiven(asked, one(['Wait', false], ['Ring 999', false], ['Ring 101', true]), ['2'])).toEqual(['3'])
  // Reworded in its place.
  expect(carryGiven(asked, one(['Call 999', true], ['Ring 101', false], ['Wait', false]), ['1'])).toEqual(['1'])
  expect(carryGiven(asked, one(['Ring 999', true], ['Ring 101', false]), [])).toEqual([])
  // What they chose is gone, or what is right was not there to choose.
  expect(carryGiven(asked, one(['Ring 999', true], ['Ring 101', false]), ['3'])).toBeNull()
  expect(
    carryGiven(asked, one(['Ring 999', false], ['Ring 101', false], ['Wait', false], ['Ring 112', true]), ['1']),
  ).toBeNull()
  expect(carryGiven(asked, { kind: 'short', content: { spellings: ['999'] } }, ['1'])).toBeNull()
})

test.each(questionKinds)('%s: an unchanged question reads its own answers unchanged', (kind) => {
  const { content, right } = kindSamples[kind]
  expect(carryGiven({ kind, content }, { kind, content }, right)).toEqual(right)
})

test('things to put in order keep the place they were given when the right order is corrected', () => {
  const asked = { kind: 'ordering' as const, content: { items: ['Listen', 'Ask', 'Report'], scoring: 'all' } }
  const now = { kind: 'ordering' as const, content: { items: ['Ask', 'Listen', 'Report'], scoring: 'all' } }
  const carried = carryGiven(asked, now, ['2', '1', '3'])!
  expect(kindOf('ordering').mark(asked.content, ['2', '1', '3'])).toEqual({ earned: 0, of: 1 })
  expect(kindOf('ordering').mark(now.content, carried)).toEqual({ earned: 1, of: 1 })
})

test('typed answers are marked by the spellings of now', () => {
  const asked = { kind: 'short' as const, content: { spellings: ['the victim'] } }
  const now = { kind: 'short' as const, content: { spellings: ['the victim', 'anyone'] } }
  expect(kindOf('short').mark(now.content, carryGiven(asked, now, ['Anyone'])!)).toEqual({ earned: 1, of: 1 })
})

/** What a package says of itself, and when that is enough. */
import type { PackageState } from '../../../src/features/learning/package-state.ts'
import { isPackageDone, readState, scoreOf, secondsIn } from '../../../src/features/learning/package-state.ts'

test.each<[string, unknown, Partial<PackageState>]>([
  ['nothing', null, { completion: 'unknown', success: 'unknown', score_percent: null, seconds: 0 }],
  ['passed', { core: { lesson_status: 'passed' } }, { completion: 'completed', success: 'passed' }],
  ['completed', { core: { lesson_status: 'completed' } }, { completion: 'completed', success: 'unknown' }],
  ['failed', { core: { lesson_status: 'failed' } }, { completion: 'incomplete', success: 'failed' }],
  ['browsed', { core: { lesson_status: 'browsed' } }, { completion: 'unknown' }],
  ['a raw score', { core: { score: { raw: '79.9', min: '', max: '100' } } }, { score_percent: 79 }],
  ['a score of its own scale', { core: { score: { raw: '15', min: '10', max: '20' } } }, { score_percent: 50 }],
  ['a scale that is none', { core: { score: { raw: '15', min: '20', max: '20' } } }, { score_percent: null }],
  ['no number', { core: { score: { raw: 'NaN' } } }, { score_percent: null }],
  ['time', { core: { total_time: '0001:02:03.5' } }, { seconds: 3723 }],
])('1.2: %s', (_, cmi, expected) => expect(readState('1.2', cmi)).toMatchObject(expected))

test.each<[string, unknown, Partial<PackageState>]>([
  [
    'completed, failed',
    { completion_status: 'completed', success_status: 'failed' },
    { completion: 'completed', success: 'failed' },
  ],
  ['not attempted', { completion_status: 'not attempted' }, { completion: 'unknown' }],
  ['a scaled score, as binary fractions have it', { score: { scaled: '0.29', raw: '1' } }, { score_percent: 29 }],
  ['a negative one', { score: { scaled: '-0.5' } }, { score_percent: 0 }],
  ['a raw one alone', { score: { raw: '8', min: '0', max: '10' } }, { score_percent: 80 }],
  ['time', { total_time: 'P1DT1H2M3.5S' }, { seconds: 90_123 }],
])('2004: %s', (_, cmi, expected) => expect(readState('2004', cmi)).toMatchObject(expected))

test('a time that is none is no time', () =>
  expect(['', 'P', 'soon', 7, '1:2:3'].map(secondsIn)).toEqual([0, 0, 0, 0, 0]))

const items = [
  { id: 'heading', path: null },
  { id: 'a', path: 'a.html' },
  { id: 'b', path: 'b.html' },
]
const state = (change: Partial<PackageState>): PackageState => ({
  ...{ completion: 'unknown', success: 'unknown', score_percent: null, seconds: 0 },
  ...change,
})
const completed = state({ completion: 'completed' })
const passed = state({ completion: 'completed', success: 'passed', score_percent: 80 })
const failed = state({ completion: 'completed', success: 'failed', score_percent: 40 })

test.each<[string, PackageState | null, PackageState | null, [completed: boolean, passed: boolean, score80: boolean]]>([
  ['nothing', null, null, [false, false, false]],
  ['one of two', completed, null, [false, false, false]],
  ['all, and no test', completed, completed, [true, false, false]],
  ['all, and the test passed', completed, passed, [true, true, true]],
  ['the test alone', null, passed, [false, false, false]],
  ['all, and the test failed', completed, failed, [true, false, false]],
  [
    'two tests, one failed: the mean decides where a score does',
    state({ ...failed, score_percent: 70 }),
    state({ ...passed, score_percent: 90 }),
    [true, false, true],
  ],
  [
    'failed and not said to be completed (1.2)',
    completed,
    state({ success: 'failed', score_percent: 85 }),
    [false, false, true],
  ],
])('%s', (_, a, b, expected) => {
  const states = new Map(
    [['a', a] as const, ['b', b] as const].flatMap(([id, one]) => (one ? [[id, one] as const] : [])),
  )
  const rules = [
    { done_when: 'completed', min_percent: null },
    { done_when: 'passed', min_percent: null },
    { done_when: 'score', min_percent: 80 },
  ] as const
  expect(rules.map((rule) => isPackageDone(items, states, rule))).toEqual(expected)
})

test('the mean of scores is rounded down, and parts without one do not count', () => {
  expect(
    scoreOf(
      new Map([
        ['a', state({ score_percent: 70 })],
        ['b', state({ score_percent: 75 })],
        ['c', completed],
      ]),
    ),
  ).toBe(72)
  expect(scoreOf(new Map([['c', completed]]))).toBeNull()
})

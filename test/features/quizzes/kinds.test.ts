/** Each kind of question as plain values: what authors type, how answers are read, checked and marked. */
import fc from 'fast-check'
import {
  answerFault,
  askedParts,
  letters,
  partField,
  readGiven,
  validGiven,
  wordOfGiven,
} from '../../../src/features/quizzes/answers.ts'
import { markSeveral } from '../../../src/features/quizzes/kinds/choices.ts'
import type { Content } from '../../../src/features/quizzes/kinds/kind.ts'
import { kindOf, questionKinds } from '../../../src/features/quizzes/kinds/list.ts'
import type { QuestionKind } from '../../../src/features/quizzes/kinds/list.ts'
import { isWithin, readDecimal } from '../../../src/features/quizzes/kinds/number.ts'
import { isSpelling } from '../../../src/features/quizzes/kinds/short.ts'
import { cleanLines } from '../../../src/lib/text.ts'
import { earnedPoints, isWhollyRight, markAnswer, questionFault } from '../../../src/features/quizzes/rules.ts'
import type { KindSample } from '../../support/questions.ts'
import { kindSamples } from '../../support/questions.ts'

const asAsked = (kind: QuestionKind, { text, content }: KindSample) => ({
  kind,
  text,
  content,
  shown_ids: kindOf(kind).ids(content).toReversed(),
})

describe.each(questionKinds)('%s', (kind) => {
  const sample = kindSamples[kind]
  const { text, content, right } = sample
  const asked = asAsked(kind, sample)
  const of = kindOf(kind)

  test('what the form is filled with gives the same content again, and nothing is wrong with it', () => {
    expect(of.readForm(of.fillForm(content))).toEqual(content)
    const points = of.gives_points ? 2 : 0
    expect(questionFault({ kind, text, points, is_critical: false, content })).toBeNull()
    expect(questionFault({ kind, text, points: of.gives_points ? 0 : 1, is_critical: false, content })?.field).toBe(
      'points',
    )
    expect(of.fault(of.readForm({}) as Content, text)).not.toBeNull()
  })

  test('the right answer is wholly right, goes over the wire and comes back, and no answer earns nothing', () => {
    expect(isWhollyRight(markAnswer(asked, right))).toBe(of.gives_points && !of.is_marked_by_hand)
    expect(answerFault(asked, right)).toBeNull()
    expect(answerFault(asked, [])).toBe('none')
    expect(earnedPoints(7, markAnswer(asked, []))).toBe(0)
    const parts = askedParts(asked, right)
    const sent = new Map<string, string[]>()
    if (of.answer === 'options')
      sent.set(
        'question-1',
        asked.shown_ids.flatMap((id, at) => (right.includes(id) ? [letters[at]!] : [])),
      )
    for (const [at, part] of parts.entries())
      sent.set(partField('question-1', at), [part.items.find((item) => item.is_chosen)?.value ?? part.value])
    const given = readGiven(asked, 'question-1', (name) => sent.get(name) ?? [])
    expect(validGiven(asked, given).toSorted()).toEqual(right.toSorted())
    expect(wordOfGiven(asked, given)).toBe(wordOfGiven(asked, right))
    expect(wordOfGiven(asked, right)).toMatch(/^[A-Z0-9a-f]+$/)
    expect(wordOfGiven(asked, [])).toBe('')
  })

  test('whatever arrives, only what the question offers is kept, and marks are whole and never more than there are', () => {
    const anything = fc.array(fc.oneof(fc.string(), fc.constantFrom(...asked.shown_ids, '1', '2', '')), {
      maxLength: 12,
    })
    fc.assert(
      fc.property(anything, fc.nat(20), (given, points) => {
        const kept = validGiven(asked, given)
        expect(validGiven(asked, kept)).toEqual(kept)
        const share = markAnswer(asked, kept)
        const earned = earnedPoints(points, share)
        expect(Number.isInteger(earned) && earned >= 0 && earned <= points).toBe(true)
        if (isWhollyRight(share)) expect(earned).toBe(points)
      }),
    )
  })
})

test('several right answers, three rules', () => {
  const options = ['a', 'b', 'c', 'd', 'e'].map((text, index) => ({ text, is_right: index < 3, feedback: '' }))
  const mark = (scoring: 'all' | 'right-minus-wrong' | 'each', ...given: string[]) => {
    const { earned, of } = markSeveral({ options, scoring }, given)
    return `${earned}/${of}`
  }
  expect([mark('all', '1', '2', '3'), mark('all', '1', '2'), mark('all', '1', '2', '3', '4')]).toEqual([
    '1/1',
    '0/1',
    '0/1',
  ])
  expect(mark('right-minus-wrong', '1', '2')).toBe('2/3')
  expect(mark('right-minus-wrong', '1', '2', '4')).toBe('1/3')
  expect(mark('right-minus-wrong', '1', '4', '5')).toBe('0/3')
  expect(mark('each', '1', '2')).toBe('4/5')
  expect(mark('each', '4', '5')).toBe('0/5')
  expect(mark('each')).toBe('0/1')
  expect(earnedPoints(2, { earned: 2, of: 3 })).toBe(1)
})

test('parts for themselves or all together', () => {
  const { content, right } = kindSamples.matching
  const half = [right[0]!, right[0]!, right[2]!]
  expect(markAnswer({ kind: 'matching', content: { ...content, scoring: 'each' } }, half)).toEqual({ earned: 2, of: 3 })
  expect(markAnswer({ kind: 'matching', content: { ...content, scoring: 'all' } }, half)).toEqual({ earned: 0, of: 1 })
})

test('numbers as people in the UK write them; a comma that could mean either, and units, are no numbers', () => {
  for (const [typed, value] of Object.entries({
    '1250': '1250',
    '1,250': '1250',
    ' 1,250.50 ': '1250.5',
    '1 250 000': '1250000',
    '3.5': '3.5',
    '.5': '0.5',
    '007': '7',
    '+2': '2',
    '\u22122': '-2',
    '-0': '0',
    '5.': null,
    '3,5': null,
    '1,25': null,
    '12,34,567': null,
    '5 miles': null,
    '£5': null,
    '50%': null,
    '1e3': null,
    '': null,
    '-': null,
  }))
    expect([typed, readDecimal(typed)]).toEqual([typed, value])
  expect(isWithin({ number: '0.3', tolerance: '0.1' }, '0.2')).toBe(true)
  expect(isWithin({ number: '0.3', tolerance: '0.1' }, '0.19999')).toBe(false)
  expect(isWithin({ number: '-2', tolerance: '0' }, '-2.0')).toBe(true)
  expect(isWithin({ number: '1000', tolerance: '0' }, '1,000')).toBe(true)
})

test('spellings: capitals, accents, apostrophes and a full stop do not matter; other words do', () => {
  expect(isSpelling(["O'Brien-Żak"], ' o’brienzak. ')).toBe(true)
  expect(isSpelling(['Café'], 'CAFE')).toBe(true)
  expect(isSpelling(['third-party reporting'], 'third party')).toBe(false)
  expect(isSpelling(['999', '112'], '112')).toBe(true)
  expect(isSpelling(['999'], '')).toBe(false)
})

test('what authors forget is said beside its field', () => {
  const faultOf = (kind: QuestionKind, typed: Record<string, string | string[]>, text = 'A ___ and ___') => {
    const found = kindOf(kind).fault(kindOf(kind).readForm(typed) as Content, text)
    return found && `${found.field}: ${found.text}`
  }
  const options = { 'option-1': 'Yes', 'option-2': 'No' }
  expect(faultOf('one', { 'option-1': 'Yes', right: '1' })).toBe('options: Enter at least 2 answers')
  expect(faultOf('one', { ...options, right: ['1', '2'] })).toBe('options: Select the one answer that is right')
  expect(faultOf('one', options)).toBe('options: Select the one answer that is right')
  expect(faultOf('several', options)).toBe('options: Select which answers are right')
  expect(faultOf('several', { 'option-1': 'Yes', 'option-3': 'yes', right: '1' })).toBe(
    'options: Two answers are the same. Change one of them',
  )
  expect(faultOf('matching', { 'prompt-1': 'a', 'answer-1': 'b', 'prompt-3': 'c' })).toBe(
    'options: Pair 2 needs both the thing and what belongs to it',
  )
  expect(
    faultOf('matching', { 'prompt-1': 'a', 'answer-1': 'b', 'prompt-2': 'c', 'answer-2': 'd', others: 'x\nB' }),
  ).toBe('others: “B” belongs to a thing above. Take it out here')
  expect(faultOf('ordering', { 'item-1': 'a' })).toBe('options: Enter at least 2 things')
  expect(faultOf('short', { spellings: ' \n ' })).toBe('spellings: Enter at least 1 accepted answer')
  expect(faultOf('number', { number: '3,5' })).toContain('number: Enter a number such as 1,250 or 3.5')
  expect(faultOf('number', { number: '3', tolerance: '-1' })).toBe('tolerance: Enter a number such as 0.5, or nothing')
  expect(faultOf('gaps', { 'gap-1': 'one' })).toBe(
    'options: The sentence has 2 gaps, and below there is 1. Make them the same',
  )
  expect(faultOf('gaps', { 'gap-1': 'one' }, 'No gap')).toBe('text: Write at least 1 gap in the sentence, as ___')
  expect(faultOf('gap-choices', { 'gap-1': 'one', 'gap-2': 'two', 'others-2': 'x' })).toBe(
    'others-1: Enter at least 1 wrong word to choose from',
  )
  expect(faultOf('rating', { steps: '99', low: 'a', high: 'b' })).toBe('steps: Select a scale')
})

test('a scenario that can be asked is the same after its form, whatever signs are in it', () => {
  const text = fc.stringMatching(/^a[-b\n .]{0,8}$/).map((typed) => cleanLines(typed).replace(/^ +/gm, ''))
  const step = fc.record({
    situation: text,
    right: fc.constantFrom('Go', 'Go on', 'Go | on'),
    others: fc.constantFrom(['Stop'], ['Stop', 'Wait'], ['Stop|', 'Wait']),
    after: fc.tuple(fc.oneof(text, fc.constant('')), fc.constantFrom('', 'Yes.', 'a|b'), text),
  })
  const of = kindOf('scenario')
  let asked = 0
  fc.assert(
    fc.property(fc.tuple(step, step), (steps) => {
      const content = {
        steps: steps.map(({ after, ...one }) => {
          const said = after.slice(0, one.others.length + 1)
          return { ...one, ...(said.some(Boolean) ? { after: said } : {}) }
        }),
        scoring: 'all',
      }
      if (of.fault(content, 'Text')) return
      asked++
      expect(of.readForm(of.fillForm(content))).toEqual(content)
    }),
    { numRuns: 500 },
  )
  expect(asked).toBeGreaterThan(10)
  const faultOf = (change: object) => {
    const sample = kindSamples.scenario.content as { steps: object[] }
    return of.fault({ ...sample, steps: [{ ...sample.steps[0], ...change }, sample.steps[1]] }, 'Text')
  }
  expect(faultOf({ right: 'Say yes | no' })?.field).toBe('right-1')
  expect(faultOf({ others: ['Say yes | no', 'Wait'] })?.field).toBe('others-1')
  expect(faultOf({ others: ['Say yes\nor no', 'Wait'] })?.field).toBe('others-1')
  expect(faultOf({ after: ['Yes | no', '', ''] })?.field).toBe('after-1')
  expect(faultOf({ after: ['Yes.\nAnd\n\nno.', 'One.\nTwo.', ''] })).toBeNull()
})

test('an ordering with a place given twice, a number with its unit and half an answer are told apart', () => {
  const faultOf = (kind: QuestionKind, given: string[]) =>
    answerFault({ kind, content: kindSamples[kind].content }, given)
  expect(faultOf('ordering', ['1', '1', ''])).toBe('same-place')
  expect(faultOf('ordering', ['1', '', '2'])).toBe('partly')
  expect(faultOf('number', ['5 miles'])).toBe('not-a-number')
  expect(faultOf('gaps', ['999', ''])).toBe('partly')
})

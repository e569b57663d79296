/** Whatever happens between a browser and the server, the answers that are kept are the ones last given. */
import fc from 'fast-check'
import { readAnswers, questionField, writeShown } from '../../../src/features/learning/forms.ts'
import { startCourse, startQuiz } from '../../../src/features/learning/index.ts'
import type { AnswerSheet } from '../../../src/features/quizzes/index.ts'
import { getAnswerSheet, getAttempt, saveAnswers } from '../../../src/features/quizzes/index.ts'
import type { Ctx } from '../../../src/platform/context.ts'
import type { Typed } from '../../../src/platform/http/form.ts'
import { contextOf } from '../../support/context.ts'
import { addTestCourse } from '../../support/courses.ts'
import type { TestDatabase } from '../../support/database.ts'
import { createTestDatabase } from '../../support/database.ts'
import { addTestPerson } from '../../support/factories.ts'
import { atDepth } from '../../support/depth.ts'

let database: TestDatabase
let ctx: Ctx

beforeAll(async () => {
  database = await createTestDatabase()
  ctx = contextOf(database.db)
})
afterAll(() => database.drop())

/** A page as a browser holds it: what it showed when it was loaded, what is ticked now, what is not yet acknowledged. */
interface Tab {
  name: string
  shown: string
  ticked: Record<number, string>
  waiting: Set<number>
  touched: Set<number>
  seq: number
}

const attemptIn = async (course: Awaited<ReturnType<typeof addTestCourse>>) => {
  const person_id = (await addTestPerson(database.db)).id
  await startCourse(ctx, { person_id, course_id: course.course_id })
  const input = { person_id, course_id: course.course_id, module_id: course.module_ids[0]!, again: true }
  const started = await startQuiz(ctx, input)
  if (!('attempt_id' in started)) throw new Error(started.result)
  return { attempt_id: started.attempt_id, person_id }
}

type Step = { tab: number; question: number; letter: string; how: 'ok' | 'lost' | 'answer lost' | 'reload' | 'button' }

/** One browser tab or several, each changing answers; saves that get through, are lost, or whose answer is lost. */
const steps = (tabs: number): fc.Arbitrary<Step[]> =>
  fc.array(
    fc.record({
      tab: fc.nat(tabs - 1),
      question: fc.integer({ min: 1, max: 3 }),
      letter: fc.constantFrom('A', 'B', 'C'),
      how: fc.constantFrom('ok', 'ok', 'lost', 'answer lost', 'reload', 'button'),
    }),
    { maxLength: 12 },
  )

async function play(
  of: { attempt_id: string; person_id: string },
  script: Step[],
  check: (tab: Tab, step: Step, kept: string[]) => void,
) {
  const sheet: AnswerSheet[] = await getAnswerSheet(ctx, of)
  const kept = async () => writeShown((await getAttempt(ctx, of.attempt_id)).questions).split(',')
  const tabs = new Map<number, Tab>()
  let opened = 0
  const open = async (): Promise<Tab> => {
    const shown = await kept()
    const ticked = Object.fromEntries(shown.flatMap((letter, index) => (letter ? [[index + 1, letter]] : [])))
    return {
      name: `tab-${++opened}`,
      shown: shown.join(','),
      ticked,
      waiting: new Set(),
      touched: new Set(),
      seq: 1000,
    }
  }
  const send = (tab: Tab, extra: Typed) => {
    const typed: Typed = { _tab: tab.name, _seq: String(++tab.seq), _shown: tab.shown, ...extra }
    for (const [position, letter] of Object.entries(tab.ticked)) typed[questionField(Number(position))] = letter
    const { is_confirmed: _, ...given } = readAnswers(typed, sheet)
    return saveAnswers(ctx, { ...of, ...given })
  }
  for (const step of script) {
    const tab = tabs.get(step.tab) ?? (await open())
    tabs.set(step.tab, tab)
    if (step.how === 'reload') tabs.set(step.tab, await open())
    else {
      tab.ticked[step.question] = step.letter
      tab.waiting.add(step.question)
      tab.touched.add(step.question)
      if (step.how !== 'lost') {
        await send(
          tab,
          step.how === 'button'
            ? { _touched: [...tab.touched].map(questionField).join(',') }
            : { _changed: [...tab.waiting].map(questionField) },
        )
        // Where the answer is lost, the script sends the same again with its next save.
        if (step.how !== 'answer lost') tab.waiting.clear()
      }
      check(tab, step, await kept())
      if (step.how === 'button') tabs.set(step.tab, await open())
    }
  }
}

const runs = { numRuns: atDepth(12, 100) }

test('in one tab everything that was acknowledged is kept, and a reload shows it', async () => {
  const course = await addTestCourse(ctx, { pages: [], quiz: [{}, {}, {}] })
  await fc.assert(
    fc.asyncProperty(steps(1), async (script) => {
      await play(await attemptIn(course), script, (tab, step, kept) => {
        if (step.how === 'lost') return
        for (const [position, letter] of Object.entries(tab.ticked)) expect(kept[Number(position) - 1]).toBe(letter)
      })
    }),
    runs,
  )
})

test('in several tabs the last answer that got through counts, and no other question changes', async () => {
  const course = await addTestCourse(ctx, { pages: [], quiz: [{}, {}, {}] })
  await fc.assert(
    fc.asyncProperty(steps(3), async (script) => {
      let before = ['', '', '']
      await play(await attemptIn(course), script, (tab, step, kept) => {
        if (step.how !== 'lost') expect(kept[step.question - 1]).toBe(step.letter)
        const shown = tab.shown.split(',')
        for (const [index, letter] of before.entries()) {
          // A tab changes only what was touched in it; what it merely showed when it was loaded never comes back.
          const isTouched = (tab.ticked[index + 1] ?? '') !== shown[index] || tab.touched.has(index + 1)
          if (step.how === 'lost' || (!isTouched && index + 1 !== step.question)) expect(kept[index]).toBe(letter)
        }
        before = kept
      })
    }),
    runs,
  )
})

test('the same answer said again later is the last word from then on: neither an older save nor another device takes it back', async () => {
  const of = await attemptIn(await addTestCourse(ctx, { pages: [], quiz: [{}] }))
  const [question] = (await getAttempt(ctx, of.attempt_id)).questions
  const { question_version_id, options } = question!
  const given = (letter: number) => [options[letter]!.id]
  const minutes = (count: number) => count * 60_000
  /** What a device sends at that minute, of an answer given some minutes before. */
  const send = (at: number, tab: string, seq: number, letter: number, ago = 0) =>
    saveAnswers(
      { ...ctx, now: new Date(ctx.now.getTime() + minutes(at)) },
      { ...of, tab, seq, answers: [{ question_version_id, given: given(letter), age_ms: minutes(ago) }] },
    )
  const kept = async () => (await getAttempt(ctx, of.attempt_id)).questions[0]!.given
  await send(10, 'desk', 1, 0)
  await send(20, 'desk', 2, 0)
  // Given on the phone at minute 15, between the two, and sent when it had a network again.
  expect(await send(25, 'phone', 1, 1, 10)).toMatchObject({
    result: 'saved',
    older: [{ position: 1, given: given(0) }],
  })
  expect(await kept()).toEqual(given(0))
  // The desk's first number once more, with whatever: it was here, and a later one too.
  await send(26, 'desk', 1, 2)
  expect(await kept()).toEqual(given(0))
  // Given on the phone after that, it counts; and the desk's second number, repeated, does not come back over it.
  await send(30, 'phone', 2, 1)
  expect(await send(31, 'desk', 2, 0)).toMatchObject({ older: [{ position: 1, given: given(1) }] })
  expect(await kept()).toEqual(given(1))
  // Said again under a later number it is a new word.
  await send(32, 'desk', 3, 0)
  expect(await kept()).toEqual(given(0))
})

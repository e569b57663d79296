/** A file of questions that is too much is refused in words, and others are served while it is read. */
import { readUpload } from '../../../../src/features/quizzes/question-files/reader.ts'
import { contextOf } from '../../../support/context.ts'

const ctx = contextOf(undefined as never)
const usual = { megabytes: 1000, milliseconds: 60_000 }

const question = (number: number) =>
  `<question type="truefalse"><name><text>Q</text></name><questiontext format="html"><text><![CDATA[<p>Is it ${number}?</p>]]></text></questiontext>
  <answer fraction="100"><text>true</text></answer><answer fraction="0"><text>false</text></answer></question>`
const fileOf = (...questions: string[]) => Buffer.from(`<?xml version="1.0"?><quiz>${questions.join('')}</quiz>`)

test('more memory or time than there is for it, or more questions than can be looked through, is said', async () => {
  const many = fileOf(...Array.from({ length: 2001 }, (_, number) => question(number)))
  expect(await readUpload(ctx, many)).toEqual({ too_many: 2001 })
  const reason = 'It takes too long or too much memory to read. Part it into several smaller files.'
  const bytes = fileOf('<question><questiontext><text>', '<b/>'.repeat(300_000), '</text></questiontext></question>')
  let longest = 0
  let last = performance.now()
  const beat = setInterval(() => {
    longest = Math.max(longest, performance.now() - last)
    last = performance.now()
  }, 5)
  const began = performance.now()
  for (const limits of [
    { ...usual, megabytes: 30 },
    { ...usual, milliseconds: 100 },
  ])
    expect(await readUpload(ctx, bytes, limits)).toMatchObject({ file: { refused: [{ where: 'file', reason }] } })
  clearInterval(beat)
  // Others were served all the while: read here, all of it would be one wait.
  expect(longest).toBeLessThan((performance.now() - began) / 2)
})

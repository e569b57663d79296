/** A large file of questions is read in a process of its own: the same comes back, others are served meanwhile, and what is too much is refused in words. */
import { readQuestionFile } from '../../../../src/features/quizzes/question-files/read.ts'
import { readUpload } from '../../../../src/features/quizzes/question-files/reader.ts'
import { contextOf } from '../../../support/context.ts'
import { png } from '../../../support/pictures.ts'

const ctx = contextOf(undefined as never)
const usual = { megabytes: 1000, milliseconds: 60_000 }

const question = (number: number, more = '') =>
  `<question type="truefalse"><name><text>Q</text></name><questiontext format="html"><text><![CDATA[<p>Is it ${number}?${more}</p>]]></text></questiontext>
  <answer fraction="100"><text>true</text></answer><answer fraction="0"><text>false</text></answer></question>`
const fileOf = (...questions: string[]) => Buffer.from(`<?xml version="1.0"?><quiz>${questions.join('')}</quiz>`)

test('what comes back is the same as if it had been read here, pictures and refusals too', async () => {
  const picture = `<img src="data:image/png;base64,${png(10).toString('base64')}" alt="A sign">`
  const bytes = fileOf(
    question(0, picture),
    '<question type="calculated"/>',
    ...Array.from({ length: 400 }, (_, n) => question(n)),
  )
  expect(bytes.length).toBeGreaterThan(100_000)
  const read = await readUpload(ctx, bytes)
  expect(read).toEqual({ file: await readQuestionFile(bytes) })
  const [first] = 'file' in read ? read.file.questions : []
  expect(first!.pictures![0]!.bytes).toBeInstanceOf(Buffer)
})

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

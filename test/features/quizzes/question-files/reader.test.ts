/** A large file of questions is read in a process of its own, and the same comes back. */
import { readQuestionFile } from '../../../../src/features/quizzes/question-files/read.ts'
import { readUpload } from '../../../../src/features/quizzes/question-files/reader.ts'
import { contextOf } from '../../../support/context.ts'
import { png } from '../../../support/pictures.ts'

const ctx = contextOf(undefined as never)

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

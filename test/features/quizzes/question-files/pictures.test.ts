/** The pictures of a file of questions come along, each where it stood; what is lost is named, and the question comes. */
import { readQuestionFile } from '../../../../src/features/quizzes/question-files/read.ts'
import { reviewForBank } from '../../../../src/features/quizzes/question-files/to-bank.ts'
import { deepTest } from '../../../support/depth.ts'
import { png } from '../../../support/pictures.ts'
import { zipOf } from '../../../support/zip.ts'

const read = (text: string | Buffer) => readQuestionFile(Buffer.from(text as string))

/** Says that it has so many dots, and has none. */
function sized(width: number, height: number): Buffer {
  const bytes = Buffer.from(png(1))
  bytes.writeUInt32BE(width, 16)
  bytes.writeUInt32BE(height, 20)
  return bytes
}

const base64 = png(3).toString('base64')
const uri = `data:image/png;base64,${base64}`
const gift = (src: string) =>
  `::G::[html]Look <img src\\="${src.replace(/[:=]/g, '\\$&')}" alt\\="A sign">{=[html]<img src\\="${src.replace(/[:=]/g, '\\$&')}" alt\\="A ring"> ~b}\n\nNext?{T}`
const item = (src: string) =>
  `<assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="i" title="Q"><responseDeclaration identifier="R" cardinality="single"><correctResponse><value>A</value></correctResponse></responseDeclaration><itemBody><p>Look <img src="${src}" alt="A sign"/></p><choiceInteraction responseIdentifier="R"><simpleChoice identifier="A"><object data="${src}" type="image/png">A ring</object></simpleChoice><simpleChoice identifier="B">b</simpleChoice></choiceInteraction></itemBody></assessmentItem>`
const qti3 = (src: string) =>
  `<qti-assessment-item identifier="i" title="Q"><qti-response-declaration identifier="R" cardinality="single"><qti-correct-response><qti-value>A</qti-value></qti-correct-response></qti-response-declaration><qti-item-body><p>Look <picture><img src="${src}" alt="A sign"/></picture></p><qti-choice-interaction response-identifier="R"><qti-simple-choice identifier="A"><img src="${src}" alt="A ring"/></qti-simple-choice><qti-simple-choice identifier="B">b</qti-simple-choice></qti-choice-interaction></qti-item-body></qti-assessment-item>`
const qti12 = (src: string, more = '') =>
  `<questestinterop><item ident="q" title="Q"><presentation><material><mattext texttype="text/html">Look &lt;img src="${src}" alt="A sign"&gt;</mattext></material><response_lid ident="r"><render_choice><response_label ident="1"><material>${more || `<matimage uri="${src}" label="A ring"/>`}</material></response_label><response_label ident="2"><material><mattext>b</mattext></material></response_label></render_choice></response_lid></presentation><resprocessing><respcondition><conditionvar><varequal respident="r">1</varequal></conditionvar><setvar>100</setvar></respcondition></resprocessing></item></questestinterop>`
const packed = (name: string, text: string, picture: string) =>
  zipOf({ [name]: text, [picture]: png(3) as never, 'imsmanifest.xml': '<manifest/>' })

test.each([
  ['GIFT', gift(uri)],
  ['QTI 2.1 alone', item(uri)],
  ['QTI 2.1 in a package', packed('items/i.xml', item('../pics/a%20b.png'), 'pics/a b.png')],
  ['QTI 3.0 in a package', packed('i.xml', qti3('pics/a.png'), 'PICS/A.png')],
  ['Canvas', packed('q/q.xml', qti12('$IMS-CC-FILEBASE$/Media/a.png?canvas_download=1'), 'web_resources/Media/a.png')],
  [
    'QTI 1.2 with a picture in it',
    qti12(uri, `<matimage label="A ring" imagtype="image/png" embedded="base64">\n${base64}\n</matimage>`),
  ],
])('%s', async (_, bytes) => {
  const { questions, refused, warnings } = await read(bytes)
  expect([refused, warnings]).toEqual([[], []])
  const [{ text, options, pictures }] = questions as [(typeof questions)[number]]
  expect([text, options.map((option) => option.text)]).toEqual(['Look', ['', 'b']])
  expect(pictures!.map(({ place, alt }) => [place, alt])).toEqual([
    ['text', 'A sign'],
    ['option-1', 'A ring'],
  ])
  expect(pictures!.map((one) => one.bytes)).toEqual([png(3), png(3)])
})

test('two files of one name in Moodle, each with its own text; a picture of a part stands with the question', async () => {
  const text = (name: string, bytes: Buffer, alt: string) =>
    `<text><![CDATA[x <img src="@@PLUGINFILE@@/${name}" alt="${alt}">]]></text><file name="${name}" encoding="base64">${bytes.toString('base64')}</file>`
  const { questions } = await read(
    `<quiz><question type="matching"><questiontext format="html">${text('a.png', png(1), 'One')}</questiontext><subquestion format="html">${text('a.png', png(2), 'Two')}<answer><text>A</text></answer></subquestion><subquestion><text>y</text><answer><text>B</text></answer></subquestion></question></quiz>`,
  )
  expect(questions[0]!.pictures!.map(({ place, alt, width }) => [place, alt, width])).toEqual([
    ['text', 'One', 1],
    ['text', 'Two', 2],
  ])
  expect(reviewForBank({ questions, refused: [] }).ready[0]!.notes).toContain(
    'Pictures of single answers stand with the question.',
  )
})

test.each([
  ['a path outside the package', packed('i.xml', item('../../../etc/passwd'), 'a.png'), 'is not in the file'],
  ['another website', item('https://evil.example/a.png'), 'lies on another website'],
  ['an SVG', item(`data:image/svg+xml;base64,${Buffer.from('<svg onload="x"/>').toString('base64')}`), 'is an SVG'],
  [
    'something else',
    item(`data:image/png;base64,${Buffer.from('MZ and so on and on and on').toString('base64')}`),
    'is not a PNG',
  ],
  ['18 MB in two', item(`data:image/png;base64,${'A'.repeat(9_000_000)}`), 'is larger than 5 MB'],
  ['18 MB in GIFT', gift(`data:image/png;base64,${'A'.repeat(9_000_000)}`), 'is larger than 5 MB'],
  ['very many dots', item(`data:image/png;base64,${sized(30_000, 30_000).toString('base64')}`), 'has more dots'],
])('%s is named, and the question comes', async (_, bytes, words) => {
  const { questions, warnings } = await read(bytes)
  expect(questions[0]!.text).toBe('Look')
  expect(warnings.join()).toContain(words)
  expect(questions[0]!.pictures).toBeUndefined()
})

deepTest('10,000 pictures in one question, and in one package', async () => {
  const many = `<quiz><question type="truefalse"><questiontext format="html"><text><![CDATA[Look ${`<img src="${uri}" alt="x">`.repeat(10_000)}]]></text></questiontext><answer fraction="100"><text>true</text></answer><answer fraction="0"><text>false</text></answer></question></quiz>`
  const { questions, warnings } = await read(many)
  expect([questions[0]!.text, questions[0]!.pictures!.length]).toEqual(['Look', 12])
  expect(warnings.at(-1)).toMatch(/more pictures do not come along/)
  const files = Object.fromEntries(Array.from({ length: 10_000 }, (_, n) => [`p/${n}.png`, png(1) as never]))
  expect((await read(zipOf({ 'i.xml': item('p/77.png'), ...files }))).questions[0]!.pictures).toHaveLength(2)
})

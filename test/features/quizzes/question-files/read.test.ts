/** Question files as Moodle, Canvas, Blackboard and people make them: what is read, what is refused and why. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { writeXlsx } from 'hucre/xlsx'
import type { FileQuestion } from '../../../../src/features/quizzes/question-files/shape.ts'
import { readQuestionFile } from '../../../../src/features/quizzes/question-files/read.ts'
import { templateHeadings, templateRows } from '../../../../src/features/quizzes/question-files/table.ts'
import { hostileZips, zipOf } from '../../../support/zip.ts'
import { atDepth } from '../../../support/depth.ts'
import { short } from '../../../../src/features/quizzes/kinds/short.ts'

const read = (text: string | Buffer) => readQuestionFile(Buffer.from(text as string))
const only = async (text: string): Promise<FileQuestion> => {
  const { questions, refused } = await read(text)
  expect(refused).toEqual([])
  expect(questions).toHaveLength(1)
  return questions[0]!
}
const percents = (question: FileQuestion) => Object.fromEntries(question.options.map((one) => [one.text, one.percent]))

describe('GIFT', () => {
  test('each kind, with categories, weights, feedback and escapes', async () => {
    const file = await read(
      [
        '$CATEGORY: Law/2026',
        '// a comment',
        '::Reporting::Who may report\\: a hate crime?{\n=Anyone#Yes, anyone.\n~%25%Only police#Hardly.\n~Nobody\n####Anyone can report.}',
        '',
        'Choose two.{~%50%Race ~%50%Religion ~%-100%Height}',
        '',
        '$CATEGORY: Other',
        '',
        'Proof is needed first.{F#Not so.#Right.}',
        '',
        'Match.{=999 -> emergency =101 -> other}',
        '',
        'Emergency number?{=999 =%50%112}',
        '',
        'Strands?{#5:0.5}',
        '',
        'Between?{#1.1..1.3}',
        '',
        'Reflect.{}',
        '',
        'Only to read.',
      ].join('\n'),
    )
    expect(file).toMatchObject({ format: 'gift', encoding: 'utf-8', refused: [], warnings: [] })
    expect(file.questions.map((one) => one.type)).toEqual([
      'single',
      'multiple',
      'true-false',
      'matching',
      'short',
      'numeric',
      'numeric',
      'text',
      'description',
    ])
    const [one, several, judged, matching, short, number, range] = file.questions as [
      FileQuestion,
      FileQuestion,
      FileQuestion,
      FileQuestion,
      FileQuestion,
      FileQuestion,
      FileQuestion,
    ]
    expect(one).toMatchObject({
      title: 'Reporting',
      text: 'Who may report: a hate crime?',
      category: 'Law/2026',
      explanation: 'Anyone can report.',
    })
    expect(one.options[0]).toEqual({ text: 'Anyone', percent: 100, feedback: 'Yes, anyone.' })
    expect(percents(several)).toEqual({ Race: 50, Religion: 50, Height: -100 })
    expect(several.category).toBe('Law/2026')
    expect(judged).toMatchObject({ category: 'Other' })
    expect(judged.options).toEqual([
      { text: 'True', percent: 0, feedback: 'Not so.' },
      { text: 'False', percent: 100, feedback: 'Right.' },
    ])
    expect(matching.answers).toEqual([
      { prompt: '999', answer: 'emergency' },
      { prompt: '101', answer: 'other' },
    ])
    expect(short.answers).toEqual(['999'])
    expect(percents(short)).toEqual({ 999: 100, 112: 50 })
    expect(number).toMatchObject({ answers: [5], tolerance: 0.5 })
    expect(range).toMatchObject({ answers: [1.2], tolerance: 0.1 })
  })

  test('what is wrong is refused by its line, and the rest is kept', async () => {
    const file = await read('Good?{T}\n\n::Broken:: no end {=a ~b\n\nAlso good?{F}\n\n::Bad:: {~a ~b}\n')
    expect(file.questions.map((one) => one.text)).toEqual(['Good?', 'Also good?'])
    expect(file.refused.map((one) => one.where)).toEqual(['line 3 (Broken)', 'line 7 (Bad)'])
    expect(file.refused[0]!.reason).toContain('closing brace')
  })

  test('a blank line inside braces, windows line ends, UTF-16 and windows-1252', async () => {
    const text = 'Where?{\r\n=Café\r\n\r\n~Bar\r\n}\r\n\r\nNext?{T}'
    for (const [bytes, encoding] of [
      [Buffer.from(text), 'utf-8'],
      [Buffer.from(`\ufeff${text}`, 'utf16le'), 'utf-16le'],
      [Buffer.from(text, 'latin1'), 'windows-1252'],
    ] as const) {
      const file = await readQuestionFile(bytes)
      expect(file).toMatchObject({ encoding, refused: [] })
      expect(file.questions[0]!.options.map((one) => one.text)).toEqual(['Café', 'Bar'])
    }
  })

  test('signs that Moodle takes unescaped are taken', async () => {
    const { questions, refused } = await read(
      '::T: t::Is 2 = 2: yes or no #1?{=Yes: it is#Good: right ~No}\n\nA = b?{#3:1}',
    )
    expect(refused).toEqual([])
    expect(questions[0]).toMatchObject({ title: 'T: t', text: 'Is 2 = 2: yes or no #1?' })
    expect(questions[0]!.options[0]).toEqual({ text: 'Yes: it is', percent: 100, feedback: 'Good: right' })
    expect(questions[1]).toMatchObject({ text: 'A = b?', answers: [3], tolerance: 1 })
  })

  test('HTML is text afterwards, and a script nothing', async () => {
    const { text } = await only('[html]<p>One &amp; two<br>three<script>alert(1)</script></p><ul><li>four</li></ul>{T}')
    expect(text).toBe('One & two\nthree\n- four')
  })
})

test('Aiken, with an answer on two lines and a question that has none', async () => {
  const file = await read(
    'Who may report?\nA. Anyone,\nwho saw it\nB) Only police\nANSWER: A\n\nWhat?\nA. x\nB. y\nANSWER: C\n\nNo answer?\nA. x\nB. y\n',
  )
  expect(file.format).toBe('aiken')
  expect(file.questions.map(percents)).toEqual([{ 'Anyone, who saw it': 100, 'Only police': 0 }])
  expect(file.refused).toEqual([
    { where: 'line 7', reason: 'The answer is said to be C, but there is no answer with that letter.' },
    { where: 'line 12', reason: 'There is no line such as “ANSWER: A” at its end.' },
  ])
})

const moodle = (questions: string) => `<?xml version="1.0" encoding="UTF-8"?>\n<quiz>${questions}</quiz>`
const moodleQuestion = (type: string, inside: string) =>
  `<question type="${type}"><name><text>N</text></name><questiontext format="html"><text><![CDATA[<p>Ask &amp; answer</p>]]></text></questiontext><defaultgrade>2.0</defaultgrade>${inside}</question>`
const answer = (fraction: number, text: string, more = '') =>
  `<answer fraction="${fraction}" format="html"><text>${text}</text><feedback><text>why ${text}</text></feedback>${more}</answer>`

describe('Moodle XML', () => {
  test('each kind', async () => {
    const file = await read(
      moodle(
        [
          '<question type="category"><category><text>$course$/Law</text></category></question>',
          moodleQuestion('multichoice', `<single>true</single>${answer(100, 'a')}${answer(0, 'b')}`),
          moodleQuestion(
            'multichoice',
            `<single>false</single>${answer(50, 'a')}${answer(50, 'b')}${answer(-100, 'c')}`,
          ),
          moodleQuestion('truefalse', answer(0, 'true') + answer(100, 'false')),
          moodleQuestion('shortanswer', answer(100, 'x &lt; y') + answer(50, 'z')),
          moodleQuestion('numerical', answer(100, '3,5', '<tolerance>0.25</tolerance>')),
          moodleQuestion(
            'matching',
            '<subquestion format="html"><text>p</text><answer><text>q</text></answer></subquestion><subquestion><text></text><answer><text>extra</text></answer></subquestion>',
          ),
          moodleQuestion('ordering', answer(1, 'first') + answer(2, 'second')),
          moodleQuestion('essay', ''),
          moodleQuestion('description', ''),
          moodleQuestion('calculated', ''),
        ].join('\n'),
      ),
    )
    expect(file).toMatchObject({ format: 'moodle-xml', encoding: 'utf-8' })
    expect(file.refused).toEqual([
      { where: 'question 10 (N)', reason: 'Questions of the kind “calculated” cannot be read.' },
    ])
    expect(file.questions.map((one) => one.type)).toEqual([
      'single',
      'multiple',
      'true-false',
      'short',
      'numeric',
      'matching',
      'ordering',
      'text',
      'description',
    ])
    expect(file.questions[0]).toMatchObject({ title: 'N', text: 'Ask & answer', category: '$course$/Law', points: 2 })
    expect(percents(file.questions[1]!)).toEqual({ a: 50, b: 50, c: -100 })
    expect(percents(file.questions[2]!)).toEqual({ True: 0, False: 100 })
    expect(file.questions[3]!.answers).toEqual(['x < y'])
    expect(file.questions[4]).toMatchObject({ answers: [3.5], tolerance: 0.25 })
    expect(file.questions[5]!.answers).toEqual([{ prompt: 'p', answer: 'q' }])
    expect(file.questions[6]!.answers).toEqual(['first', 'second'])
  })

  test('in GIFT too an answer to nothing fits none', async () => {
    const read = await only('Match{=a -> 1 =b -> 2 = -> 3}')
    expect([read.answers.length, read.others]).toEqual([2, ['3']])
  })

  test('what no database keeps is left out: NUL, and half of a sign', async () => {
    expect((await only(`${'Many words. '.repeat(50)}?{=b\u0000c ~d}`)).options[0]!.text).toBe('bc')
    const half =
      '<question type="essay"><questiontext><text>Half &#xD800;a sign &#x1F600;</text></questiontext></question>'
    expect((await only(moodle(half))).text).toBe('Half a sign 😀')
  })

  test('a star for any words is named, for here it is a star', async () => {
    const read = await only('Q{=*wild* =a\\\\*b}')
    const { content, notes } = short.fromFile!(read)!
    expect(content).toEqual({ spellings: ['*wild*', 'a*b'] })
    expect(notes[0]).toMatch(/is a star here/)
  })

  test('gaps of two kinds', async () => {
    const cloze = await only(
      moodle(
        '<question type="cloze"><questiontext format="html"><text><![CDATA[<p>{1:SHORTANSWER:=101#yes~%100%one o one~%0%999} and {1:MC:wrong~=online}</p>]]></text></questiontext></question>',
      ),
    )
    expect(cloze).toMatchObject({ type: 'gaps', text: '_____ and _____', answers: [['101', 'one o one'], ['online']] })
    const numbers = await only(
      moodle(
        '<question type="cloze"><questiontext><text>{1:NUMERICAL:=5:0.1} and {1:NM:=7:0}</text></questiontext></question>',
      ),
    )
    expect(numbers).toMatchObject({
      answers: [['5'], ['7']],
      lost: ['The tolerance of 0.1 in gap 1 does not come along: only 5 is right.'],
    })
    const select = await only(
      moodle(
        '<question type="gapselect"><questiontext format="html"><text>Call [[2]].</text></questiontext><selectoption><text>999</text></selectoption><selectoption><text>101</text></selectoption></question>',
      ),
    )
    expect(select).toMatchObject({ type: 'gaps', text: 'Call _____.', answers: [['101']] })
  })
})

const item2 = (declaration: string, body: string, more = '') =>
  `<?xml version="1.0"?><assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="q-1" title="T">${declaration}<itemBody>${body}</itemBody>${more}</assessmentItem>`
const declare = (cardinality: string, values: string[], more = '', base = 'identifier') =>
  `<responseDeclaration identifier="RESPONSE" cardinality="${cardinality}" baseType="${base}"><correctResponse>${values.map((value) => `<value>${value}</value>`).join('')}</correctResponse>${more}</responseDeclaration>`
const choiceOf = (max: number, choices: Record<string, string>) =>
  `<choiceInteraction responseIdentifier="RESPONSE" maxChoices="${max}"><prompt>Which?</prompt>${Object.entries(choices)
    .map(
      ([id, text]) =>
        `<simpleChoice identifier="${id}">${text}<feedbackInline outcomeIdentifier="F" identifier="${id}">why ${id}</feedbackInline></simpleChoice>`,
    )
    .join('')}</choiceInteraction>`

describe('QTI 2 and 3', () => {
  test('choices', async () => {
    const one = await only(item2(declare('single', ['A']), `<p>Read.</p>${choiceOf(1, { A: 'x', B: 'y' })}`))
    expect(one).toMatchObject({ type: 'single', title: 'T', text: 'Read.\nWhich?' })
    expect(one.options).toEqual([
      { text: 'x', percent: 100, feedback: 'why A' },
      { text: 'y', percent: 0, feedback: 'why B' },
    ])
    const several = await only(
      item2(
        declare(
          'multiple',
          ['A', 'B'],
          '<mapping><mapEntry mapKey="A" mappedValue="1"/><mapEntry mapKey="B" mappedValue="1"/><mapEntry mapKey="C" mappedValue="-1"/></mapping>',
        ),
        choiceOf(0, { A: 'x', B: 'y', C: 'z' }),
      ),
    )
    expect(several.type).toBe('multiple')
    expect(percents(several)).toEqual({ x: 50, y: 50, z: -50 })
    expect((await only(item2(declare('single', ['B']), choiceOf(1, { A: 'True', B: 'False' })))).type).toBe(
      'true-false',
    )
  })

  test('order, match, short, number, gaps, text', async () => {
    const order =
      '<orderInteraction responseIdentifier="RESPONSE"><prompt>Order</prompt><simpleChoice identifier="A">a</simpleChoice><simpleChoice identifier="B">b</simpleChoice></orderInteraction>'
    expect(await only(item2(declare('ordered', ['B', 'A']), order))).toMatchObject({
      type: 'ordering',
      answers: ['b', 'a'],
    })
    const match =
      '<matchInteraction responseIdentifier="RESPONSE"><prompt>Match</prompt><simpleMatchSet><simpleAssociableChoice identifier="P" matchMax="1">p</simpleAssociableChoice></simpleMatchSet><simpleMatchSet><simpleAssociableChoice identifier="Q" matchMax="1">q</simpleAssociableChoice></simpleMatchSet></matchInteraction>'
    expect(await only(item2(declare('multiple', ['P Q'], '', 'directedPair'), match))).toMatchObject({
      type: 'matching',
      answers: [{ prompt: 'p', answer: 'q' }],
    })
    const entry = '<p>The number is <textEntryInteraction responseIdentifier="RESPONSE"/></p>'
    expect(await only(item2(declare('single', ['999'], '', 'string'), entry))).toMatchObject({
      type: 'short',
      text: 'The number is',
      answers: ['999'],
    })
    expect(await only(item2(declare('single', ['5'], '', 'float'), entry))).toMatchObject({
      type: 'numeric',
      answers: [5],
    })
    const inline =
      '<p>Call <inlineChoiceInteraction responseIdentifier="RESPONSE"><inlineChoice identifier="A">101</inlineChoice><inlineChoice identifier="B">999</inlineChoice></inlineChoiceInteraction> first</p>'
    expect(await only(item2(declare('single', ['B']), inline))).toMatchObject({
      type: 'gaps',
      text: 'Call _____ first',
      answers: [['999']],
    })
    expect(await only(item2('', '<p>Say.</p><extendedTextInteraction responseIdentifier="RESPONSE"/>'))).toMatchObject({
      type: 'text',
      text: 'Say.',
    })
  })

  test('version 3 is the same in other spelling', async () => {
    const file = await read(
      '<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="q3" title="T"><qti-response-declaration identifier="RESPONSE" cardinality="single" base-type="identifier"><qti-correct-response><qti-value>B</qti-value></qti-correct-response></qti-response-declaration><qti-item-body><qti-choice-interaction response-identifier="RESPONSE" max-choices="1"><qti-prompt>Which?</qti-prompt><qti-simple-choice identifier="A">x</qti-simple-choice><qti-simple-choice identifier="B">y</qti-simple-choice></qti-choice-interaction></qti-item-body></qti-assessment-item>',
    )
    expect(file).toMatchObject({ format: 'qti-3.0', refused: [] })
    expect(percents(file.questions[0]!)).toEqual({ x: 0, y: 100 })
  })

  test('a package: items, what is no item, and one that cannot be read', async () => {
    const zip = zipOf({
      'imsmanifest.xml': '<manifest/>',
      'items/a.xml': item2(declare('single', ['A']), choiceOf(1, { A: 'x', B: 'y' })),
      'items/b.xml': item2('', '<p><hottextInteraction responseIdentifier="R"/></p>'),
      'test.xml': '<assessmentTest/>',
      'items/c.xml': '<assessmentItem',
      'image.png': 'x',
      '__MACOSX/items/._a.xml': 'x',
    })
    const file = await readQuestionFile(zip)
    expect(file).toMatchObject({ format: 'qti-2.1', encoding: null })
    expect(file.questions).toHaveLength(1)
    expect(file.refused.map((one) => one.where).toSorted()).toEqual(['items/b.xml, item q-1', 'items/c.xml'])
  })
})

test('QTI 1.2 as Canvas exports it', async () => {
  const item = (kind: string, presentation: string, processing: string) =>
    `<item ident="i" title="Q"><itemmetadata><qtimetadata><qtimetadatafield><fieldlabel>question_type</fieldlabel><fieldentry>${kind}</fieldentry></qtimetadatafield><qtimetadatafield><fieldlabel>points_possible</fieldlabel><fieldentry>3.0</fieldentry></qtimetadatafield></qtimetadata></itemmetadata><presentation><material><mattext texttype="text/html">&lt;p&gt;Ask [a]&lt;/p&gt;</mattext></material>${presentation}</presentation><resprocessing>${processing}</resprocessing></item>`
  const labels = (ids: Record<string, string>) =>
    `<render_choice>${Object.entries(ids)
      .map(
        ([id, text]) =>
          `<response_label ident="${id}"><material><mattext>${text}</mattext></material></response_label>`,
      )
      .join('')}</render_choice>`
  const lid = (ident: string, ids: Record<string, string>, material = '') =>
    `<response_lid ident="${ident}">${material}${labels(ids)}</response_lid>`
  const equal = (value: string, respident = 'r', score = 100) =>
    `<respcondition><conditionvar><varequal respident="${respident}">${value}</varequal></conditionvar><setvar varname="SCORE" action="Set">${score}</setvar></respcondition>`
  const file = await read(
    `<questestinterop xmlns="http://www.imsglobal.org/xsd/ims_qtiasiv1p2"><assessment><section>${[
      item('multiple_choice_question', lid('r', { 1: 'x', 2: 'y' }), equal('2')),
      item(
        'multiple_answers_question',
        lid('r', { 1: 'x', 2: 'y', 3: 'z' }),
        '<respcondition><conditionvar><and><varequal respident="r">1</varequal><varequal respident="r">2</varequal><not><varequal respident="r">3</varequal></not></and></conditionvar><setvar varname="SCORE">100</setvar></respcondition>',
      ),
      item('true_false_question', lid('r', { 1: 'True', 2: 'False' }), equal('1')),
      item(
        'short_answer_question',
        '<response_str ident="r"/>',
        `<respcondition><conditionvar><varequal respident="r">999</varequal><varequal respident="r">nine nine nine</varequal></conditionvar><setvar varname="SCORE">100</setvar></respcondition>`,
      ),
      item(
        'matching_question',
        lid('a', { 1: 'q', 2: 's' }, '<material><mattext>p</mattext></material>'),
        equal('1', 'a', 50),
      ),
      item('fill_in_multiple_blanks_question', lid('response_a', { 1: 'gap' }), equal('1', 'response_a')),
      item(
        'numerical_question',
        '<response_str ident="r"/>',
        '<respcondition><conditionvar><vargte respident="r">4</vargte><varlte respident="r">6</varlte></conditionvar><setvar varname="SCORE">100</setvar></respcondition>',
      ),
      item('essay_question', '<response_str ident="r"/>', ''),
      item('text_only_question', '', ''),
      item('file_upload_question', '', ''),
    ].join('')}</section></assessment></questestinterop>`,
  )
  expect(file.format).toBe('qti-1.2')
  expect(file.questions.map((one) => one.type)).toEqual([
    'single',
    'multiple',
    'true-false',
    'short',
    'matching',
    'gaps',
    'numeric',
    'text',
    'description',
  ])
  const [one, several, , short, matching, gaps, number] = file.questions
  expect(one).toMatchObject({ text: 'Ask [a]', points: 3 })
  expect(percents(one!)).toEqual({ x: 0, y: 100 })
  expect(percents(several!)).toEqual({ x: 50, y: 50, z: 0 })
  expect(short!.answers).toEqual(['999', 'nine nine nine'])
  expect(matching!.answers).toEqual([{ prompt: 'p', answer: 'q' }])
  expect(gaps).toMatchObject({ text: 'Ask _____', answers: [['gap']] })
  expect(number).toMatchObject({ answers: [5], tolerance: 1 })
  expect(file.refused).toEqual([{ where: 'item i', reason: 'Questions of the kind “file upload” cannot be read.' }])
})

describe('our spreadsheet', () => {
  test('the template reads as it says, as workbook and as CSV', async () => {
    const cells = templateRows.map((row) => templateHeadings.map((heading) => row[heading] ?? ''))
    const workbook = Buffer.from(
      await writeXlsx({ sheets: [{ name: 'Questions', rows: [templateHeadings, ...cells] }] }),
    )
    const csv = Buffer.from(
      [templateHeadings, ...cells].map((row) => row.map((cell) => `"${cell}"`).join(';')).join('\r\n'),
    )
    for (const bytes of [workbook, csv]) {
      const file = await readQuestionFile(bytes)
      expect(file).toMatchObject({ format: 'spreadsheet', refused: [] })
      expect(file.questions.map((one) => one.type)).toEqual([
        ...['single', 'multiple', 'true-false', 'matching', 'ordering', 'short', 'numeric'],
        ...['gaps', 'gaps', 'gaps', 'text', 'description'],
      ])
      expect(file.questions[1]!.options.map((one) => one.percent)).toEqual([33.33333, 33.33333, 33.33333])
    }
  })

  test('a row that does not say enough is refused by its number', async () => {
    const file = await read(
      'Type,Question,Answer 1,Answer 2,Right answers\none,Q?,a,b,3\nsomething,Q?,a,b,1\none,Q?,a,b,B\none,,a,b,1\nshort,Q?,a,b,\n',
    )
    expect(file.questions.map((one) => one.type)).toEqual(['single', 'short'])
    expect(file.refused).toEqual([
      { where: 'row 2', reason: 'The right answer “3” is not the number of an answer.' },
      { where: 'row 3', reason: '“something” is not a type of question we know.' },
      { where: 'row 5', reason: 'It has no question text.' },
    ])
  })
})

describe('refused whole, in words', () => {
  const whole = async (bytes: Buffer | string) => (await read(bytes)).refused
  test.each([
    ['an empty file', '', /empty/],
    ['a picture', Buffer.from('\x89PNG\r\n\x1a\n0000'), /not a file of questions/],
    ['prose', 'Dear all,\nthe meeting is on Tuesday.', /not a file of questions/],
    ['a staff list', 'Name,Email\nA,a@b.example', /not a file of questions/],
    ['other XML', '<?xml version="1.0"?><rss></rss>', /not a file of questions/],
    ['broken XML', '<quiz><question></quiz>', /not well formed/],
    ['entities', '<!DOCTYPE quiz [<!ENTITY a "aaaa">]><quiz>&a;</quiz>', /DOCTYPE/],
    ['a package that climbs out', zipOf({ '../evil.xml': '<a/>' }), /outside itself/],
    ['a package of nothing', zipOf({ 'a.png': 'x' }), /holds no questions/],
  ])('%s', async (_, bytes, reason) => {
    const refused = await whole(bytes)
    expect(refused).toHaveLength(1)
    expect(refused[0]!.reason).toMatch(reason)
  })

  test.each(hostileZips({ 'a.xml': '<a/>', 'b.xml': '<a/>' }))('a package: %s', async (words, make) => {
    expect((await whole(make()))[0]!.reason).toContain(words)
  })

  test('deep nesting, a package of very many files: refused at once', async () => {
    const deep = `<quiz>${'<a>'.repeat(5000)}${'</a>'.repeat(5000)}</quiz>`
    expect((await whole(deep))[0]!.reason).toMatch(/nested too deeply|not well formed/)
    const many = zipOf(Object.fromEntries(Array.from({ length: 1500 }, (_, n) => [`${n}.xml`, '<a/>'])))
    expect((await whole(many))[0]!.reason).toMatch(/too many files/)
  })
})

test('no bytes make it throw', async () => {
  const scraps = fc.array(
    fc.constantFrom(
      '{',
      '}',
      '=',
      '~',
      '#',
      '::',
      '->',
      '%50%',
      '\n\n',
      '\n',
      '\\',
      'a',
      'T',
      '1',
      '$CATEGORY: x\n',
      '<quiz>',
      '</quiz>',
      '<question type="multichoice">',
      '</question>',
      '<answer fraction="x">',
      '</answer>',
      'A. b\n',
      'ANSWER: A\n',
      '<![CDATA[',
      ']]>',
      '&#0;',
      '&lt;',
      '<img src="data:image/png;base64,iVBOR',
      '">',
      '![a](b.png)',
      '\ufdd07b7d\ufdd1',
      '<file name="a" encoding="base64">',
    ),
    { maxLength: 40 },
  )
  await fc.assert(
    fc.asyncProperty(scraps, async (parts) => {
      const { questions, refused } = await read(parts.join(''))
      expect(questions.length + refused.length).toBeGreaterThan(0)
    }),
    { numRuns: atDepth(300, 5000) },
  )
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
      await readQuestionFile(Buffer.from(bytes))
    }),
    { numRuns: 200 },
  )
})

const shared = new URL('../../../../../shared/data/gift/', import.meta.url)
const given = existsSync(shared) ? readdirSync(shared).filter((name) => name.endsWith('.gift')) : []
if (given.length > 0)
  test.each(given)('conforms: %s', async (name) => {
    const { questions, refused } = await readQuestionFile(readFileSync(new URL(name, shared)))
    if (name.startsWith('peg__category')) expect(questions).toEqual([])
    else expect({ refused, any: questions.length > 0 }).toEqual({ refused: [], any: true })
  })

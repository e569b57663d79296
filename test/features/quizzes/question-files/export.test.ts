/** Questions out of the bank and in again: nothing changes, and what a format cannot hold is said. */
import fc from 'fast-check'
import { questionKinds } from '../../../../src/features/quizzes/index.ts'
import type { QuestionKind } from '../../../../src/features/quizzes/index.ts'
import { kindOf } from '../../../../src/features/quizzes/kinds/list.ts'
import { exportFormats, exportQuestions } from '../../../../src/features/quizzes/question-files/export.ts'
import type { ExportFormat } from '../../../../src/features/quizzes/question-files/export.ts'
import { readQuestionFile } from '../../../../src/features/quizzes/question-files/read.ts'
import { reviewForBank } from '../../../../src/features/quizzes/question-files/to-bank.ts'
import { questionFault } from '../../../../src/features/quizzes/rules.ts'
import type { QuestionInput } from '../../../../src/features/quizzes/rules.ts'
import { kindSamples } from '../../../support/questions.ts'
import { atDepth } from '../../../support/depth.ts'

const inputOf = (kind: QuestionKind, change: Partial<QuestionInput> = {}): QuestionInput => ({
  kind,
  text: kindSamples[kind].text,
  content: kindSamples[kind].content,
  explanation: '',
  points: kindOf(kind).gives_points ? 3 : 0,
  is_critical: false,
  strand: null,
  objective: null,
  difficulty: null,
  tags: [],
  ...change,
})

const held: Record<ExportFormat, QuestionKind[]> = {
  gift: ['one', 'several', 'true-false', 'matching', 'short', 'number', 'text'],
  'moodle-xml': questionKinds.filter((kind) => kind !== 'rating' && kind !== 'scenario'),
  spreadsheet: [...questionKinds],
}

const signs = '~ = # { } : \\ \n < > & % " / [ ] - _ a b Ż ’ 1'.split(' ').concat(' ')

const backFrom = async (text: string) => {
  const read = await readQuestionFile(Buffer.from(text))
  expect(read.refused).toEqual([])
  return reviewForBank(read)
}

/** The content with every text of its own made awkward. */
function withSigns(value: unknown, signs: string, path = ''): unknown {
  if (Array.isArray(value)) return value.map((one) => withSigns(one, signs, path))
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, withSigns(one, signs, name)]))
  return typeof value === 'string' && !['scoring', 'number', 'tolerance', 'unit'].includes(path)
    ? `${value}${signs}`.trim()
    : value
}

const awkward = [
  "O'Brien-Żak",
  '~ = # { } : \\',
  '=a ~b #c {d} ::e:: \\n \\: %50% &amp; & "quoted"',
  ' // $CATEGORY: x',
  ' 李小龙 ✓ ]]> <!-- -->',
  ' [html] \\\\ \\} ~%100%x',
]

describe.each(exportFormats)('%s', (format) => {
  test.each(held[format])('%s comes back as it was', async (kind) => {
    const inputs = [
      inputOf(kind),
      inputOf(kind, {
        explanation: 'Because\nof this: <b>bold</b> & {more} #1 ~ = \\ // x',
        text: `Is <b>it</b> so?\nYes: ~ = # { } \\ 2 < 3 & "x" 5/6 ${kindSamples[kind].text}`,
        is_critical: kindOf(kind).gives_points,
        strand: 'race',
        objective: "Say what -- it's -->",
        points: kindOf(kind).gives_points ? 7 : 0,
        difficulty: 'hard',
        tags: ['law', 'third-party reporting'],
      }),
      inputOf(kind, { points: kindOf(kind).gives_points ? 1 : 0 }),
      ...awkward.map((signs) => {
        const content = kind === 'true-false' ? kindSamples[kind].content : withSigns(kindSamples[kind].content, signs)
        return inputOf(kind, { content: content as QuestionInput['content'], explanation: signs.trim() })
      }),
    ]
    for (const input of inputs) expect([input.content, questionFault(input)]).toEqual([input.content, null])
    const exported = await exportQuestions(format, inputs)
    // What would come back as something else is left out and named: typed answers cannot hold tags, a ] ] > ends a section.
    const isHeld = (_: unknown, index: number) => !exported.left_out.some((one) => one.index === index)
    expect(exported.left_out.filter(({ index }) => index < 5)).toEqual([])
    expect(exported.left_out.length).toBeLessThanOrEqual(2)
    const { ready, refused } = await backFrom(exported.text)
    expect(refused).toEqual([])
    expect(ready.map((one) => one.question)).toEqual(inputs.filter(isHeld))
    if (format === 'spreadsheet') expect(exported.losses).toEqual([])
    else
      expect(exported.losses.find((one) => one.index === 1)!.parts).toEqual(
        expect.arrayContaining(['that it is critical', 'its strand', 'what it shows']),
      )
  })

  test('every way of marking several answers, and feedback on both sides of true or false', async () => {
    const { options } = kindSamples.several.content as {
      options: { text: string; is_right: boolean; feedback: string }[]
    }
    const inputs = [
      ...['all', 'right-minus-wrong', 'each'].flatMap((scoring) => [
        inputOf('several', { content: { options, scoring } }),
        inputOf('several', { content: { options: options.map((one) => ({ ...one, is_right: true })), scoring } }),
      ]),
      ...['', 'Yes.'].flatMap((yes) =>
        ['', 'No.'].map((no) =>
          inputOf('true-false', {
            content: {
              options: [
                { text: 'True', is_right: true, feedback: yes },
                { text: 'False', is_right: false, feedback: no },
              ],
            },
          }),
        ),
      ),
    ]
    const exported = await exportQuestions(format, inputs)
    expect(exported.left_out).toEqual([])
    expect((await backFrom(exported.text)).ready.map((one) => one.question)).toEqual(inputs)
  })

  test('kinds that the format does not have are left out by name', async () => {
    const exported = await exportQuestions(
      format,
      questionKinds.map((kind) => inputOf(kind)),
    )
    expect(exported.left_out.map(({ index }) => questionKinds[index])).toEqual(
      questionKinds.filter((kind) => !held[format].includes(kind)),
    )
    if (format !== 'spreadsheet') expect(exported.left_out.map((one) => one.reason).join()).toContain('“Rating”')
    expect(exported.count).toBe(held[format].length)
  })

  test('whatever is in them, questions come back as they were or are left out', async () => {
    const text = fc
      .string({ unit: fc.constantFrom(...signs), minLength: 1, maxLength: 12 })
      .map((typed) => `a${typed.trim()}b`)
    await fc.assert(
      fc.asyncProperty(
        text,
        text,
        fc.constantFrom('one' as const, 'short' as const, 'matching' as const),
        async (a, b, kind) => {
          const one = a.replaceAll('\n', ' ')
          const content = {
            one: { options: [`${one}1`, `${one}2`].map((text, at) => ({ text, is_right: at === 1, feedback: b })) },
            short: { spellings: [one] },
            matching: {
              pairs: [1, 2].map((n) => ({ prompt: `${one}${n}`, answer: `${n}${one}` })),
              others: [],
              scoring: 'all',
            },
          }[kind]
          const input = inputOf(kind, { text: a, explanation: b, content })
          const exported = await exportQuestions(format, [input, inputOf('true-false')])
          const { ready } = await backFrom(exported.text)
          expect(ready.map((read) => read.question)).toEqual(
            exported.left_out.length === 0 ? [input, inputOf('true-false')] : [inputOf('true-false')],
          )
        },
      ),
      { numRuns: atDepth(60, 1000) },
    )
  })
})

test('what follows in a scenario keeps its lines in a spreadsheet', async () => {
  const { steps } = kindSamples.scenario.content as { steps: object[] }
  const after = ['They sit down.\nThey talk.', 'They look at the pen.\n\nThey stop.', '']
  const input = inputOf('scenario', { content: { steps: [{ ...steps[0], after }, steps[1]], scoring: 'all' } })
  const exported = await exportQuestions('spreadsheet', [input])
  expect(exported.left_out).toEqual([])
  expect((await backFrom(exported.text)).ready.map((read) => read.question)).toEqual([input])
})

test('files of others: parts are marked each for itself where the points are enough, and the rest is said', async () => {
  const xml = (type: string, inner: string, grade: number) =>
    `<quiz><question type="${type}"><questiontext format="html"><text>Q _ </text></questiontext><defaultgrade>${grade}</defaultgrade>${inner}</question></quiz>`
  const pair = (prompt: string, answer: string) =>
    `<subquestion format="html"><text>${prompt}</text><answer><text>${answer}</text></answer></subquestion>`
  const only = async (text: string) => reviewForBank(await readQuestionFile(Buffer.from(text))).ready[0]!
  const matched = await only(xml('matching', pair('a', '1') + pair('b', '2') + pair('', '3'), 2))
  expect(matched.question).toMatchObject({ kind: 'matching', points: 2, content: { others: ['3'], scoring: 'each' } })
  const whole = await only(xml('matching', pair('a', '1') + pair('b', '2'), 1))
  expect(whole.question.content.scoring).toBe('all')
  expect(whole.notes).toEqual(['Right only as a whole: for 2 parts there must be 2 points or more.'])
  const number = await only('How many?{#=3:0.5 =%50%4:0#Nearly.}')
  expect(number.question.content).toEqual({ number: '3', tolerance: '0.5', unit: '' })
  expect(number.notes).toEqual([
    'Answers that were partly right count as wrong.',
    'Feedback on single answers does not come along.',
  ])
  const chosen = await only(
    '<quiz><question type="gapselect"><questiontext format="html"><text>Call [[1]] or [[3]].</text></questiontext>' +
      ['999', '111', '101', 'blue']
        .map((text, index) => `<selectoption><text>${text}</text><group>${index === 3 ? 2 : 1}</group></selectoption>`)
        .join('') +
      '</question></quiz>',
  )
  expect(chosen.question).toMatchObject({
    kind: 'gap-choices',
    text: 'Call _____ or _____.',
    content: {
      gaps: [
        { right: '999', others: ['111', '101'] },
        { right: '101', others: ['999', '111'] },
      ],
    },
  })
  const tampered = await only('// upstander: {"points":9999,"strand":"no"}\nIs it?{T}')
  expect(tampered.question).toMatchObject({ points: 1, strand: null })
})

test('what others say to markers is read as a rubric, and free text without one is marked as a whole', async () => {
  const only = async (text: string) => reviewForBank(await readQuestionFile(Buffer.from(text))).ready[0]!
  const essay = (info: string) =>
    only(
      `<quiz><question type="essay"><questiontext format="html"><text>How do you begin?</text></questiontext><defaultgrade>3</defaultgrade><graderinfo format="html"><text><![CDATA[${info}]]></text></graderinfo></question></quiz>`,
    )
  const listed = await essay('<ul><li>Listens first: 2 marks</li><li>Says where to report (1)</li></ul>')
  expect([listed.question.kind, listed.question.points, listed.question.content, listed.notes]).toEqual([
    'text',
    3,
    {
      rubric: [
        { criterion: 'Listens first', points: 2 },
        { criterion: 'Says where to report', points: 1 },
      ],
    },
    [],
  ])
  expect((await essay('')).question.content).toEqual({ rubric: [{ criterion: 'The answer as a whole', points: 3 }] })
  expect((await essay('')).notes.join()).toContain('has no rubric')
  const qti = await only(
    `<?xml version="1.0"?><assessmentItem xmlns="http://www.imsglobal.org/xsd/imsqti_v2p1" identifier="q" title="Begin">
      <responseDeclaration identifier="R" cardinality="single" baseType="string"/>
      <outcomeDeclaration identifier="SCORE" cardinality="single" baseType="float" normalMaximum="2"/>
      <itemBody><rubricBlock view="scorer"><p>Listens first</p><p>Asks what they want</p></rubricBlock>
      <extendedTextInteraction responseIdentifier="R"><prompt>How do you begin?</prompt></extendedTextInteraction></itemBody></assessmentItem>`,
  )
  expect([qti.question.text, qti.question.content]).toEqual([
    'How do you begin?',
    {
      rubric: [
        { criterion: 'Listens first', points: 1 },
        { criterion: 'Asks what they want', points: 1 },
      ],
    },
  ])
})

/** The directives of a course's Markdown: what a reader meets, and what keeps a page from being published. */
import { blocksOf, keepingBlocks } from '../../../src/features/courses/blocks.ts'
import type { ScenarioBlock } from '../../../src/features/courses/blocks.ts'
import { readingAge, textFaults } from '../../../src/features/courses/content-checks.ts'
import { renderMarkdown } from '../../../src/features/courses/markdown.ts'

const video = '01234567-0123-7123-8123-0123456789ab'
const captions = '01234567-0123-7123-8123-0123456789ac'
const files = [
  { id: video, media_type: 'video/mp4' },
  { id: captions, media_type: 'text/vtt' },
]
const scenario = `::: scenario On the stairs
A neighbour stops you.

### She speaks
She says **something**.

- [Ask](#she-tells-you) Good.
  And a second line.
- [Leave](#She goes) She is alone now.

### She tells you
It ends well.

### She goes
It ends badly.
:::`

test('a text is blocks in its order, and the words between them keep their headings', () => {
  const blocks = blocksOf(`# One\n\n${scenario}\n\n## Two\n\n::: reflection\nWhy?\n:::\n`)
  expect(blocks.map((block) => block.kind)).toEqual(['prose', 'scenario', 'prose', 'reflection'])
  expect(blocks[0]).toMatchObject({ html: '<h2 class="govuk-heading-m">One</h2>\n' })
  expect(blocks[2]).toMatchObject({ html: '<h3 class="govuk-heading-s">Two</h3>\n' })
  expect(blocks[3]).toMatchObject({ id: 'reflection', title: 'Think about it' })
})

test('a scenario has steps with choices that lead to steps and explain', () => {
  const block = blocksOf(scenario)[0] as ScenarioBlock
  expect(block.steps.map((step) => [step.id, step.choices.length])).toEqual([
    ['scenario-on-the-stairs-she-speaks', 2],
    ['scenario-on-the-stairs-she-tells-you', 0],
    ['scenario-on-the-stairs-she-goes', 0],
  ])
  const [ask, leave] = block.steps[0]!.choices
  expect(ask).toMatchObject({ text: 'Ask', href: '#scenario-on-the-stairs-she-tells-you', to_title: 'She tells you' })
  expect(ask!.explanation_html).toContain('Good.\nAnd a second line.')
  expect(leave).toMatchObject({ to_title: 'She goes' })
  expect(block.steps[0]!.html).toContain('<strong>something</strong>')
})

test('boxes may stand in a directive, a directive in a list or in code stays text', () => {
  const [block] = blocksOf('::: reflection Ask\n::: law\nThe law.\n:::\nAnd?\n:::\n')
  expect(block).toMatchObject({ kind: 'reflection', title: 'Ask' })
  expect((block as { html: string }).html).toContain('app-callout--law')
  expect(blocksOf('- ::: reflection\n  x\n  :::\n').map(({ kind }) => kind)).toEqual(['prose'])
  expect(blocksOf('```\n::: reflection\n:::\n```\n').map(({ kind }) => kind)).toEqual(['prose'])
})

test('nothing that is written in a directive becomes HTML of its own', () => {
  const evil = '<img src=x onerror=alert(1)>'
  const text = `::: video ${evil}\nsource: javascript:alert(1)\ncaptions: ${evil}\n\n${evil}\n:::\n\n::: checklist\n- [ ] ${evil}\n:::`
  const [media, list] = blocksOf(text)
  expect(media).toMatchObject({ file_href: null, link: null, captions_href: null })
  // The title is a text that the template escapes.
  expect(JSON.stringify([{ ...media, title: '' }, list])).not.toMatch(/<img/)
  expect(renderMarkdown(text)).not.toMatch(/<img|href="javascript:/)
})

test('what can be kept is known by its title, and by its number where two are called the same', () => {
  const text =
    '::: reflection A\nx\n:::\n\n::: reflection A\ny\n:::\n\n::: checklist B\n- [ ] One\n- [x] **Two**\n- one\n:::'
  expect([...keepingBlocks(text)]).toEqual([
    ['reflection-a', { kind: 'reflection', keys: [] }],
    ['reflection-a-2', { kind: 'reflection', keys: [] }],
    ['checklist-b', { kind: 'checklist', keys: ['one', 'two', 'one-2'] }],
  ])
})

const media = (lines: string) => `::: video Hi\n${lines}\n:::`
test.each<[string, string, string[]]>([
  ['all that can be', `${scenario}\n\n${media(`source: /files/${video}\ncaptions: /files/${captions}\n\nWords.`)}`, []],
  ['a link to a video that has captions', media('source: https://v.example/1\ncaptions: yes\n\nWords.'), []],
  [
    'a video with nothing',
    media(''),
    [
      'the video ‘Hi’ has no source: a file of this page or an address that begins with https://',
      'the video ‘Hi’ has no captions for people who cannot hear it',
      'the video ‘Hi’ has no transcript: what is said and shown',
    ],
  ],
  [
    'a video whose captions are only promised',
    media(`source: /files/${video}\ncaptions: yes\n\nWords.`),
    ['the captions of the video ‘Hi’ are not a WebVTT file of this page'],
  ],
  [
    'a recording that is a video',
    `::: audio Hi\nsource: /files/${video}\n\nWords.\n:::`,
    ['the source of the recording ‘Hi’ is neither an audio file of this page nor an address that begins with https://'],
  ],
  [
    'a directive without an end',
    '::: reflection R\nWhy?',
    ['the reflection ‘R’ has no end: write ::: on a line of its own below it'],
  ],
  ['a checklist without items', '::: checklist C\nwords\n:::', ['the checklist ‘C’ has nothing to tick']],
  [
    'a scenario that leads nowhere',
    '::: scenario S\n### A\n- [Go](#nowhere) Why.\n- [Stay](#b)\n\n### B\nx\n\n### C\nx\n:::',
    [
      'in the scenario ‘S’, the choice ‘Go’ leads to no step',
      'in the scenario ‘S’, the choice ‘Stay’ explains nothing',
      'in the scenario ‘S’, no choice leads to the step ‘C’',
    ],
  ],
  [
    'a scenario that never ends',
    '::: scenario S\n### A\n- [Go](#b) Why.\n\n### B\n- [Back](#a) Why.\n:::',
    ['the scenario ‘S’ never ends: one step must have no choices'],
  ],
  [
    'links that lead nowhere',
    '[report](www.example.org) [here](https://example.org) [x](https://localhost/a) [m](mailto:nobody) [f](/files/x) [ok](/help)',
    [
      'the link ‘report’ leads nowhere: its address must begin with https://, mailto:, tel: or /',
      'the link ‘here’ does not say where it leads',
      'the link ‘x’ has no proper address: https://localhost/a',
      'the link ‘m’ has no proper email address: mailto:nobody',
      'the link ‘f’ leads to a file that is not one of this page',
    ],
  ],
])('faults of %s', (_what, text, expected) => {
  expect(
    textFaults(text, files)
      .map((fault) => fault.text)
      .toSorted(),
  ).toEqual(expected.toSorted())
})

test('the reading age rises with long words and long sentences, and says nothing of a few words', () => {
  const plain = 'We go to the shop. She asks for help. He says yes. '.repeat(12)
  const hard =
    'Notwithstanding considerable organisational responsibilities, representatives demonstrate comprehensive understanding of discriminatory motivations. '
  expect(readingAge('Short.')).toBeNull()
  expect(readingAge(plain)).toBeLessThan(8)
  expect(readingAge(hard.repeat(10))).toBeGreaterThan(20)
})

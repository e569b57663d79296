/** Whose words are printed first and second. */
import { noDesign, secondLanguages, wordsOfPaper } from '../../../src/features/certification/design.ts'
import type { Design } from '../../../src/features/certification/design.ts'
import { slim } from '../../../src/features/certification/pdf/slim.ts'
import { besideFields, crampedTexts, tooSmallNow } from '../../../src/features/certification/fit.ts'

const programme = {
  name: 'Champion',
  name_cy: 'Hyrwyddwr' as string | null,
  certificate_wording: 'Completed the course.',
  certificate_wording_cy: null as string | null,
  code: 'HCC',
}
const design = (changed: Partial<Design>): Design => ({ ...noDesign, ...changed })

test('without a design a paper says what the programme says, in the language of its holder as far as it is given', () => {
  const nothing = { above_name: null, further_line: null, signature: null, endorsers: [], second: null }
  expect(wordsOfPaper(programme, noDesign, 'en')).toEqual({
    programme_name: 'Champion',
    wording: 'Completed the course.',
    design: nothing,
  })
  // What nobody gave in Welsh is English, and says so: a screen reader would speak it with Welsh letters.
  expect(wordsOfPaper(programme, noDesign, 'cy')).toMatchObject({
    programme_name: 'Hyrwyddwr',
    wording: 'Completed the course.',
    design: { in_english: ['wording'] },
  })
  const polish = design({ second_language: 'pl', second_wording: 'Ukończono.', further_line: 'We listen.' })
  expect(wordsOfPaper({ ...programme, name_cy: null }, polish, 'cy')).toMatchObject({
    design: { in_english: ['programme_name', 'wording', 'further_line'], second: { language: 'pl' } },
  })
})

test('Welsh as the second language is first for who reads Welsh, and English is printed below', () => {
  const bilingual = design({ above_name: 'We certify that', second_language: 'cy', second_wording: 'Cwblhaodd.' })
  expect(wordsOfPaper(programme, bilingual, 'en')).toMatchObject({
    programme_name: 'Champion',
    design: {
      above_name: 'We certify that',
      second: { language: 'cy', programme_name: 'Hyrwyddwr', above_name: null, wording: 'Cwblhaodd.' },
    },
  })
  expect(wordsOfPaper(programme, bilingual, 'cy')).toMatchObject({
    programme_name: 'Hyrwyddwr',
    wording: 'Cwblhaodd.',
    design: {
      above_name: null,
      second: { language: 'en', programme_name: 'Champion', above_name: 'We certify that' },
    },
  })
})

test('what is the same in both languages is not said twice, and what no font has is left out', () => {
  const words = design({ second_language: 'cy', further_line: 'Ann 😀', second_programme_name: 'Champion' })
  expect(wordsOfPaper(programme, words, 'en').design).toMatchObject({
    further_line: 'Ann',
    second: { programme_name: null },
  })
})

test('a text is named only below the size that can be read, and by the field in which it was typed', () => {
  const inEnglish = { language: 'en' as const, programme, design: noDesign }
  const fields = (sizes: string[], paper: Parameters<typeof crampedTexts>[1]) =>
    crampedTexts(
      sizes.map((field) => ({ field, points: 6 })),
      paper,
    ).map(({ field }) => field)
  const sizes = [
    { field: 'second_wording', points: 8 },
    { field: 'name', points: 5 },
  ]
  expect(crampedTexts(sizes, inEnglish)).toEqual([])
  const set = ['programme_name', 'certificate_wording', 'second_programme_name', 'second_wording', 'signatory_name']
  expect(fields(set, { ...inEnglish, design: design({ second_language: 'pl' }) })).toEqual([
    ...['name', 'certificate_wording', 'second_programme_name', 'second_wording', 'signatory_name'],
  ])
  const welsh = design({ second_language: 'cy', second_wording: 'Cwblhaodd.' })
  expect(fields(set, { ...inEnglish, design: welsh })).toEqual([
    ...['name', 'certificate_wording', 'name_cy', 'second_wording', 'signatory_name'],
  ])
  expect(fields(set, { ...inEnglish, language: 'cy', design: welsh })).toEqual([
    ...['name_cy', 'second_wording', 'name', 'certificate_wording', 'signatory_name'],
  ])
  expect(fields(['certificate_wording'], { ...inEnglish, language: 'cy' })).toEqual(['certificate_wording'])
  for (const code of Object.keys(secondLanguages)) expect(new Intl.Locale(code).language).toBe(code)
})

test('what a page does not have is named beside the field that crowds it out', () => {
  const cramped = [
    { field: 'name', points: 7 },
    { field: 'above_name', points: 8 },
    { field: 'above_name', points: 7 },
    { field: 'further_line', points: 6 },
  ]
  expect(besideFields(cramped, { fields: ['name'], otherwise: 'mark' })).toEqual([
    { field: 'name', text: expect.stringContaining('7 point') as string },
    {
      field: 'mark',
      text: expect.stringContaining('“Above the name” in 8 point and “A further line” in 6 point') as string,
    },
  ])
  expect([besideFields([], { fields: [], otherwise: 'mark' }), tooSmallNow([])]).toEqual([[], ''])
})

test('the picture sent with a page has hundredths and no base64, and is drawn as before', () => {
  const inner = Buffer.from('<svg fill="#fff"/>').toString('base64')
  const svg = `<svg>\n  <path d="M 0.41999996 -0.099999994 q -0.26 0 1.0000001 12.345 Z "/><image href="data:image/svg+xml;base64,${inner}"/></svg>`
  expect(slim(svg)).toBe(
    '<svg><path d="M0.42-0.1q-0.26 0 1 12.35Z"/><image href="data:image/svg+xml,%3Csvg fill=%22%23fff%22/%3E"/></svg>',
  )
})

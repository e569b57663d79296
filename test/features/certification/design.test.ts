/** Whose words are printed first and second. */
import { crampedFaults, noDesign, secondLanguages, wordsOfPaper } from '../../../src/features/certification/design.ts'
import type { Design } from '../../../src/features/certification/design.ts'

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
  expect(wordsOfPaper(programme, noDesign, 'cy')).toMatchObject({
    programme_name: 'Hyrwyddwr',
    wording: 'Completed the course.',
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

test('a text is named only below the size that can be read', () => {
  expect(
    crampedFaults([
      { field: 'second_wording', points: 8 },
      { field: 'name', points: 5 },
    ]),
  ).toEqual([])
  expect(crampedFaults([{ field: 'second_wording', points: 7 }])).toEqual([
    { field: 'second_wording', text: expect.stringContaining('7 point') as string },
  ])
  for (const code of Object.keys(secondLanguages)) expect(new Intl.Locale(code).language).toBe(code)
  expect(crampedFaults([{ field: 'certificate_wording', points: 7 }], { swapped: true })).toMatchObject([
    { field: 'second_wording' },
  ])
  expect(crampedFaults([{ field: 'second_above_name', points: 7 }], { swapped: true })).toMatchObject([
    { field: 'above_name' },
  ])
})

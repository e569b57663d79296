/** The design of a programme's certificates as its pages show it: pure. */
import type { Typed } from '../../../platform/http/form.ts'
import type { Settings } from '../../../platform/settings.ts'
import type { ProgrammeRow } from '../../courses/index.ts'
import type { Design, DesignWords, WordFault } from '../design.ts'
import { mostEndorsers, secondLanguages, seenOf, wordLimits, wordsLeftOver, wordsOf } from '../design.ts'
import { textNames } from '../fit.ts'
import { words } from '../pdf/words.ts'
import { printableText } from '../rules.ts'

export const typedDesign = (programme: ProgrammeRow, design: Design): Typed => ({
  certificate_wording: programme.certificate_wording,
  ...Object.fromEntries(Object.entries(wordsOf(design)).map(([field, text]) => [field, text ?? ''])),
  seen: seenOf(design, programme.certificate_wording),
})

/** Whether the form shows words that are kept nowhere yet: leaving the page would lose them. */
export const isUnsaved = (typed: Typed, saved: Typed): boolean =>
  Object.entries(saved).some(
    ([field, text]) =>
      field !== 'seen' && tidyLines(String([typed[field]].flat()[0] ?? '')) !== tidyLines(String(text)),
  )
const tidyLines = (text: string) => text.replaceAll('\r\n', '\n')

/** What somebody else has written meanwhile, beside each field that now says something else. */
export const changedFaults = (programme: ProgrammeRow, design: Design, typed: Typed): WordFault[] =>
  Object.entries(typedDesign(programme, design)).flatMap(([field, text]) => {
    if (field === 'seen' || text === (typed[field] ?? '')) return []
    const said = field === 'second_language' ? secondLanguages[String(text)] : text
    const now = text === '' ? 'left this empty' : `made this “${String(said)}”`
    return [{ field, text: `Somebody else ${now} meanwhile. Save again to have it as you typed it` }]
  })

/** What of the typed words can be shown at all, whatever is wrong with them: a preview is never refused. */
export function legibleDesign(typed: Typed, programme: ProgrammeRow): DesignWords & { certificate_wording: string } {
  const legible = (field: string, most: number) =>
    // By characters: half of one cannot be printed.
    Array.from(printableText([typed[field] ?? ''].flat()[0] ?? ''))
      .slice(0, most + 100)
      .join('') || null
  const code = [typed.second_language].flat()[0] ?? ''
  return {
    above_name: legible('above_name', wordLimits.above_name),
    certificate_wording: legible('certificate_wording', wordLimits.wording) ?? programme.certificate_wording,
    further_line: legible('further_line', wordLimits.further_line),
    second_language: Object.hasOwn(secondLanguages, code) ? code : null,
    second_programme_name: legible('second_programme_name', wordLimits.programme_name),
    second_above_name: legible('second_above_name', wordLimits.above_name),
    second_wording: legible('second_wording', wordLimits.wording),
    second_further_line: legible('second_further_line', wordLimits.further_line),
  }
}

export function designPage(programme: ProgrammeRow, design: Design, settings: Settings) {
  const href = `/certificates/designs/${programme.id}`
  return {
    programme: { name: programme.name, name_cy: programme.name_cy },
    limits: wordLimits,
    usual_above_name: words.en.awarded_to,
    languages: [
      { value: '', text: 'No second language' },
      ...Object.entries(secondLanguages).map(([value, text]) => ({ value, text })),
    ],
    signatory: {
      name: design.signatory_name ?? settings.signatory_name,
      title: design.signatory_title ?? settings.signatory_title,
      is_own: design.signatory_name !== null,
      signature_href: design.signature && `${href}/signatory/signature?${design.signature.file_id}`,
      signature_alt: words.en.signature_of(design.signatory_name ?? settings.signatory_name),
      edit_href: `${href}/signatory`,
      removal_href: `${href}/signatory/removal`,
    },
    endorsers: design.endorsers.map(({ id, name, file_id }) => ({
      name,
      picture_href: `/logo/${file_id}`,
      removal_href: `${href}/endorsers/${id}/removal`,
    })),
    new_endorser_href: design.endorsers.length < mostEndorsers ? `${href}/endorsers/new` : null,
  }
}

/** What is asked where words of one language stand below another: whether they are in that, as they stand. */
export function leftOverPage(saved: Design, typed: Typed) {
  const one = (field: string) => [typed[field]].flat()[0]
  const second_language = Object.hasOwn(secondLanguages, one('second_language') ?? '') ? one('second_language')! : null
  const words = { ...Object.fromEntries(Object.keys(typed).map((field) => [field, one(field)])), second_language }
  if (second_language === null || wordsLeftOver(saved, words).length === 0) return null
  const [was, is] = [secondLanguages[saved.second_language!], secondLanguages[second_language]]
  return { legend: `Words that were written as ${was}`, value: second_language, text: `They are ${is}, as they stand` }
}

export const lookPage = (names: { key: string; text: string; name: string }[], chosen: string) => ({
  names: names.map(({ key, text, name }) => ({ value: key, text: `${text}: ${name}` })),
  name: names.find((one) => one.key === chosen)?.name ?? names[0]!.name,
  languages: [
    { value: 'en', text: 'English' },
    { value: 'cy', text: 'Welsh' },
  ],
})

/** With the name of the field, for where the fault does not stand beside it. */
export const notesOf = (faults: { field: string; text: string }[]) =>
  faults.map(({ field, text }) => `${textNames[field] ?? field}: ${text}.`)

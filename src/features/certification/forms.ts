/** The forms of the certification room. */
import { z } from 'zod'
import { addMonths, isDay, lastDay } from '../../lib/time.ts'
import * as fields from '../../platform/http/fields.ts'
import type { ChangeFor } from '../courses/index.ts'
import { changesFor } from '../courses/index.ts'
import type { Mark } from '../attendance/index.ts'
import { marks, needsMinutes } from '../attendance/index.ts'
import { secondLanguages, unprintableFaults, wordLimits } from './design.ts'
import type { CertificateState } from './rules.ts'
import { certificateStates, manyActs, revocationClasses } from './rules.ts'
import { rescoringModes } from '../quizzes/index.ts'

/** The reason each change of state needs; of a revocation also what the public may read of it. */
export const standingForms = {
  suspend: z.object({ reason: fields.longText('Enter why the certificate is suspended', 1000) }),
  reinstate: z.object({ reason: fields.longText('Enter why the certificate is given back', 1000) }),
  revoke: z.object({
    reason_class: fields.oneOf(revocationClasses, 'Select what kind of reason it is'),
    reason: fields.longText('Enter why the certificate is revoked', 1000),
  }),
  withdraw: z.object({
    reason: fields.optionalText(1000).transform((text) => text ?? 'Given up by its holder'),
  }),
}

/** Whose mark: missing or no id at all is nobody's. */
export const personQuery = z.object({ person_id: fields.optionalId() })

export interface NewMark {
  mark: Mark
  minutes: number | null
}

/** Minutes are asked where they decide; with any other mark they are not looked at. */
export const newMarkForm = (lengthMinutes: number) =>
  z
    .object({ mark: fields.oneOf(marks, 'Select what the mark should be'), minutes: fields.optionalText(20) })
    .transform(({ mark, minutes }, issue): NewMark => {
      if (!needsMinutes(mark)) return { mark, minutes: null }
      const count = /^\d{1,4}$/.test(minutes ?? '') ? Number(minutes) : -1
      if (count < 0 || count > lengthMinutes)
        issue.addIssue({
          code: 'custom',
          path: ['minutes'],
          message: `Enter how many of the ${lengthMinutes} minutes they were there`,
        })
      return { mark, minutes: count }
    })

/** The reason, and the mark that the page showed as the one to be corrected. */
export const correctionForm = z.object({
  reason: fields.longText('Enter why the mark is corrected', 1000),
  from_mark: z.preprocess(
    (value) => ([value].flat()[0] === '' ? null : [value].flat()[0]),
    z.enum(marks).nullable().catch(null),
  ),
  from_minutes: fields.optionalWholeNumber(0, 1440),
})

export const decliningForm = z.object({ reason: fields.longText('Enter why the mark stays as it is', 1000) })

const isoDay = () =>
  fields
    .optionalText(20)
    .refine((text) => text === null || (isDay(text) && text <= lastDay), 'Enter a day, like 2027-03-31')

/** What the list of certificates shows: those that count, unless states are asked for. */
export const certificateFilters = z
  .object({
    search: fields.optionalText(200),
    programme_id: fields.optionalId(),
    organisation_id: fields.optionalId(),
    state: fields.manyOf(certificateStates),
    ends_from: isoDay(),
    ends_to: isoDay(),
  })
  .transform(({ state, ...rest }) => ({
    ...rest,
    states: (state.length > 0 ? state : ['current', 'expiring']) as CertificateState[],
  }))

/** What one act is meant for: the certificates that were ticked, or all that fit the filters. */
const picked = {
  which: z.preprocess((value) => [value].flat()[0], z.enum(['ticked', 'all']).catch('ticked')),
  certificate_id: fields.ids(),
  filters: z.preprocess((value) => String([value].flat()[0] ?? ''), z.string().max(2000).catch('')),
}
export const pickedForm = z.object(picked)
export type Picked = z.infer<typeof pickedForm>
export const chosenForm = z.object({
  act: fields.oneOf(manyActs, 'Select what shall happen to the certificates'),
  ...picked,
})
/** Of that as much as there is, for the list to show it again. */
export const againForm = z.object({
  act: z.preprocess((value) => [value].flat()[0], z.enum(manyActs).nullable().catch(null)),
  page: fields.optionalWholeNumber(1, 100_000).catch(null),
})
export type Chosen = z.infer<typeof chosenForm>

/** How a programme issues; the number is typed where switching would issue to many. */
export const issuingForm = z.object({
  issuing: fields.oneOf(['at once', 'released'], 'Select how certificates are issued'),
  typed: fields.optionalText(20).transform((text) => (text !== null && /^\d{1,7}$/.test(text) ? Number(text) : null)),
})

/** What many PDFs are taken away for. */
export const papersForm = z.object({
  purpose: fields.text('Enter what you need the certificates for', 300),
  /** Files in a zip, or pages of one PDF. */
  shape: fields.optionalText().transform((typed) => (typed === 'print' ? 'print' : 'zip')),
})

/** The reason and what else an act for many needs. */
export const changeForms = (today: string) => ({
  suspend: z.object({ reason: fields.longText('Enter why the certificates are suspended', 1000) }),
  reinstate: z.object({ reason: fields.longText('Enter why the certificates are given back', 1000) }),
  revoke: standingForms.revoke.extend({ reason: fields.longText('Enter why the certificates are revoked', 1000) }),
  extend: z
    .object(fields.dayFields('valid_to'))
    .transform((typed, issue) => {
      const day = fields.readDay(typed, 'valid_to')
      const fault =
        day === null || day === 'bad'
          ? 'Enter the new last day, like 31 3 2028'
          : day < today
            ? 'The new last day must be today or later'
            : day > addMonths(today, 120)
              ? 'The new last day must be within ten years'
              : null
      if (fault) issue.addIssue({ code: 'custom', path: ['valid_to-day'], message: fault })
      return { valid_to: String(day) }
    })
    // After the day, as on the page: faults are listed in the order of the fields.
    .and(z.object({ reason: fields.longText('Enter why the certificates are extended', 1000) })),
})

/** Anything may be typed here: what is wrong gets the same answer as what is not there. */
export const verificationForm = z.object({
  number: fields.optionalText(100000).catch(null),
  name: fields.optionalText(100000).catch(null),
})

/** The version and the table that were shown, how it is to be put right, and why. */
export const rescoringForm = z.object({
  question_version_id: fields.id('Load the page again'),
  seen: fields.optionalText(40).transform((word) => word ?? ''),
  mode: fields.oneOf(rescoringModes, 'Select how to put it right'),
  reason: fields.text('Enter what was wrong with the question', 1000),
})

/** Groups that somebody is in, of whom the page asks what becomes of them. */
export interface AskedOf {
  under_way: boolean
  certified: boolean
}

/** Whether a change is material, and if so what it asks of whom. Of nobody nothing is asked: null. */
export const publicationForm = (asked: AskedOf) =>
  z
    .object({
      is_material: fields.optionalText(10),
      /** Groups that were empty when the page was made. */
      nobody: fields.manyOf(['under_way', 'certified']),
      what_changed: fields.optionalLongText(20_000),
      for_under_way: fields.optionalText(20),
      for_certified: fields.optionalText(20),
    })
    .transform(({ is_material, nobody, what_changed, for_under_way, for_certified }, issue) => {
      const isAsked = asked.under_way || asked.certified
      if (isAsked && is_material === 'no') return { change: null }
      const refuse = (field: string, sentence: string, isNew: boolean) =>
        issue.addIssue({
          code: 'custom',
          path: [field],
          message: isNew ? `${sentence}: there was nobody when you opened this page` : sentence,
        })
      if (isAsked && is_material !== 'yes') {
        refuse('is_material', 'Say whether it is a material change', nobody.length === 2)
        return { change: null }
      }
      const chosen = (group: keyof AskedOf, value: string | null, who: string): ChangeFor | null => {
        const found = changesFor.find((one) => one === value)
        // What was chosen for people who have all gone meanwhile is kept as it was decided.
        if (found || !asked[group]) return found ?? null
        refuse(`for_${group}`, `Select what ${who} should do`, nobody.includes(group))
        return null
      }
      const change = {
        what_changed,
        for_under_way: chosen('under_way', for_under_way, 'people under way'),
        for_certified: chosen('certified', for_certified, 'people who are certified'),
      }
      if (what_changed === '' && [change.for_under_way, change.for_certified].includes('what changed'))
        issue.addIssue({ code: 'custom', path: ['what_changed'], message: 'Enter what changed, in a few sentences' })
      return { change }
    })

const secondFields = {
  second_language: fields
    .optionalText()
    .transform((code) => (code !== null && Object.hasOwn(secondLanguages, code) ? code : null)),
  second_programme_name: fields.optionalText(wordLimits.programme_name),
  second_above_name: fields.optionalText(wordLimits.above_name),
  second_wording: fields.optionalText(wordLimits.wording),
  second_further_line: fields.optionalText(wordLimits.further_line),
  is_language: fields.optionalText(),
}

/** The words of a design; what is typed in a second language says in which. */
export const designForm = z
  .object({
    above_name: fields.optionalText(wordLimits.above_name),
    certificate_wording: fields.text('Enter what was achieved', wordLimits.wording),
    further_line: fields.optionalText(wordLimits.further_line),
  })
  .and(
    z.object(secondFields).transform((typed, issue) => {
      const { second_language, is_language: _is, ...texts } = typed
      const isTyped = Object.values(texts).some((text) => text !== null)
      if (second_language === null && isTyped)
        issue.addIssue({
          code: 'custom',
          path: ['second_language'],
          message: 'Select the language of the second words',
        })
      // The Welsh that the programme has of itself is enough.
      if (second_language !== null && second_language !== 'cy' && !isTyped)
        issue.addIssue({
          code: 'custom',
          path: ['second_programme_name'],
          message: `Enter the words in ${secondLanguages[second_language]}, or select no second language`,
        })
      return typed
    }),
  )

/** With which name, and for readers of which language, a design is looked at. */
export const lookForm = z.object({
  look_name: fields.optionalText(20).transform((key) => key ?? 'longest'),
  look_language: fields.optionalText(5).transform((typed) => (typed === 'cy' ? ('cy' as const) : ('en' as const))),
})

/** What is printed, and read out in place of a picture: a letter that no font has would be left out of it. */
const printed = (enter: string) =>
  fields.text(enter, 120).superRefine((text, issue) => {
    for (const fault of unprintableFaults({ text })) issue.addIssue({ code: 'custom', message: fault.text })
  })

export const signatoryForm = z.object({
  signatory_name: printed('Enter who signs'),
  signatory_title: printed('Enter their rank or title'),
})

export const endorserForm = z.object({ name: printed('Enter who endorses it') })

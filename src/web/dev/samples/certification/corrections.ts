/** Samples of correcting a closed register, and of those who say that they were there. */
import type { RoomSamples } from '../../sample.ts'
import { sampleId, typed } from '../../sample.ts'
import { registerHref, register, person, claim, number } from './facts.ts'

const correction = {
  title: `Correct the mark of ${person.full_name}?`,
  back: { href: person.correct_href, text: 'Change the mark' },
  register,
  person,
  new_mark: { mark: 'left early', minutes: 20, words: 'left early, 20 minutes' },
  sentences: [
    `${person.full_name} has certificate ${number}. This would take away its ground. The certificate stays until a coordinator revokes it.`,
  ],
}
const claimHref = `${registerHref}/claims/12`
const claimed = {
  title: `${person.full_name} says they were there`,
  back: { href: '/registers/claims', text: 'People who say they were there' },
  register,
  claim,
  href: claimHref,
  is_own: false,
  mark_choices: ['present', 'late', 'left early', 'absent'].map((mark) => ({ value: mark, text: mark })),
  form: typed(),
}

export const correctionSamples: RoomSamples['pages'] = {
  corrections: {
    as: ['trainer'],
    locals: {
      title: 'Correct a closed register',
      wide: true,
      back: { href: registerHref, text: 'Register' },
      register,
      people: [
        person,
        { ...person, person_id: sampleId(42), full_name: 'Martin Hale', correct_href: null as string | null },
      ],
      corrections: [
        {
          title: '李小龍',
          what_words: 'From absent to present',
          when_words: '28 April 2027, 1pm',
          by_words: 'Martin Hale',
          reason: 'Mixed up with somebody',
        },
      ],
    },
  },
  claims: {
    as: ['trainer'],
    locals: {
      title: 'People who say they were there',
      wide: true,
      back: { href: '/registers', text: 'Registers' },
      claims: [
        {
          href: claimHref,
          full_name: person.full_name,
          session_title: register.title,
          session_words: '27 April 2027, 10am',
          statement: claim.statement,
          when_words: claim.when_words,
          is_late: true,
          register_words: 'Closed',
        },
      ],
    },
  },
  'claims.none': { as: ['trainer'], locals: { title: 'People who say they were there', claims: [] } },
  claim: { as: ['trainer'], locals: claimed },
  'claim.errors': {
    as: ['trainer'],
    locals: {
      ...claimed,
      form: typed({ reason: '' }, [{ field: 'reason', text: 'Enter why the mark stays as it is' }]),
    },
  },
  'claim.own': { as: ['trainer'], locals: { ...claimed, is_own: true } },
  'claim.answered': {
    as: ['trainer'],
    locals: {
      ...claimed,
      claim: { ...claim, answer_words: 'Declined on 29 April 2027, 9am, Martin Hale: Nobody heard you.' },
    },
  },
  'claim-acceptance': {
    as: ['trainer'],
    locals: {
      title: `Accept what ${person.full_name} says?`,
      back: { href: claimHref, text: 'Change the answer' },
      register,
      person: { ...person, mark: 'absent', mark_words: 'absent' },
      statement: claim.statement,
      new_mark: { mark: 'present', minutes: null, words: 'present' },
      sentences: [`${person.full_name} would become complete in the course “Become a hate crime champion”.`],
      href: claimHref,
      form: typed(),
    },
  },
  'new-mark': {
    as: ['trainer'],
    locals: {
      title: `Correct the mark of ${person.full_name}`,
      back: { href: register.corrections_href, text: 'Corrections' },
      form: typed({ person_id: person.person_id, mark: 'late', minutes: 'many' }, [
        { field: 'minutes', text: 'Enter how many of the 150 minutes they were there' },
      ]),
      register,
      person,
      mark_choices: ['present', 'late', 'left early'].map((mark) => ({ value: mark, text: mark })),
    },
  },
  correction: { as: ['trainer'], locals: { ...correction, is_same: false, form: typed() } },
  'correction.same': { as: ['trainer'], locals: { ...correction, is_same: true, form: typed() } },
}

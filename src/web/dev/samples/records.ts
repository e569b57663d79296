/** Samples of a person's history and of two records made one. */
import type { RoomSamples } from '../sample.ts'
import { paging, sampleId, typed } from '../sample.ts'

const as: ['coordinator'] = ['coordinator']
const history = `/people/${sampleId(1)}/history`
const counts = (numbers: number[]) =>
  ['times at organisations', 'modules done', 'certificates'].map((label, index) => ({ label, number: numbers[index]! }))
const about = {
  full_name: 'Siân O’Brien-Żak',
  kept_address: 'sian@dacorum.gov.uk',
  merged_address: 'sian.obrien@home.example',
  day_words: '12 April 2027',
  sign_in_href: 'https://champions.example/sign-in',
}

const erasure = {
  action: `/people/${sampleId(1)}/erasure`,
  full_name: 'Siân O’Brien-Żak',
  days: 7,
  refusal: null as string | null,
  waiting: undefined as { due_words: string; by_words: string } | undefined,
  ground_choices: [
    { value: 'asked', text: 'The person asked for it' },
    { value: 'no longer needed', text: 'The data is no longer needed for what it was collected for' },
  ],
  preview: {
    goes: ['Their name, address and job titles', 'Every way to sign in'],
    stays: ['That somebody came to 2 parts of sessions, and was awarded 1 certificate'],
  },
}

export const recordSamples: RoomSamples = {
  pages: {
    history: {
      as,
      locals: {
        title: 'History of Siân O’Brien-Żak',
        wide: true,
        back: { href: `/people/${sampleId(1)}`, text: 'Siân O’Brien-Żak' },
        kinds: [
          { text: 'Everything', href: history, active: true },
          { text: 'Certificates', href: `${history}?kind=certificate`, active: false },
        ],
        paging: paging(240, 1, 100),
        events: [
          {
            at_words: '12 April 2027, 9am',
            what_words: 'Certificate awarded',
            about: 'HCC-2027-000123-K',
            href: `/certificates/${sampleId(80)}`,
            detail: null,
            by_words: '',
            organisation_words: 'while at Dacorum Borough Council',
            kind_words: 'Certificates',
          },
          {
            at_words: '11 April 2027, 10am',
            what_words: 'Opened this history',
            about: null,
            href: null,
            detail: null,
            by_words: 'by Samir Choudhury',
            organisation_words: '',
            kind_words: 'Who looked',
          },
        ],
        merges: [
          {
            words: 'The record of Sian Obrien was made one with this on 2 April 2027, 9am',
            state_words: '',
            other_href: `/people/${sampleId(2)}/history`,
            undo_href: `/people/${sampleId(1)}/merges/${sampleId(3)}/undoing`,
          },
        ],
        merge_href: `/people/${sampleId(1)}/merge`,
      },
    },
    'history.empty': {
      as,
      locals: {
        title: 'History of Siân O’Brien-Żak',
        back: { href: `/people/${sampleId(1)}`, text: 'Siân O’Brien-Żak' },
        kinds: [],
        paging: paging(0),
        events: [],
        merges: [],
        merge_href: `/people/${sampleId(1)}/merge`,
      },
    },
    'merge-choice': {
      as,
      locals: {
        title: 'Who else is Siân O’Brien-Żak?',
        back: { href: history, text: 'History' },
        form: typed({ search: 'obrien' }),
        action: `/people/${sampleId(1)}/merge`,
        has_searched: true,
        people: [
          {
            full_name: 'Sian Obrien',
            words: 'sian.obrien@home.example, no organisation',
            href: `/people/${sampleId(1)}/merge?other=${sampleId(2)}`,
          },
        ],
      },
    },
    'merge-choice.nobody': {
      as,
      locals: {
        title: 'Who else is Siân O’Brien-Żak?',
        back: { href: history, text: 'History' },
        form: typed({ search: 'nobody' }),
        action: `/people/${sampleId(1)}/merge`,
        has_searched: true,
        people: [],
      },
    },
    merge: {
      as,
      locals: {
        title: 'Make one of these two records of Siân O’Brien-Żak?',
        back: { href: `/people/${sampleId(1)}/merge`, text: 'Choose another' },
        form: typed({}, [{ field: 'is_same', text: 'Say that both are records of the same person' }]),
        action: `/people/${sampleId(1)}/merge`,
        kept: {
          id: sampleId(1),
          full_name: 'Siân O’Brien-Żak',
          address_words: 'sian@dacorum.gov.uk',
          counts: counts([1, 4, 1]),
        },
        merged: { id: sampleId(2), full_name: 'Sian Obrien', address_words: 'No mailbox', counts: counts([0, 2, 0]) },
        lines: ['2 modules done added'],
        swap_href: `/people/${sampleId(2)}/merge?other=${sampleId(1)}`,
        undo_days: 30,
      },
    },
    moving: {
      as,
      locals: {
        title: 'Move people of Dacorum Borough Council',
        wide: true,
        back: { href: `/organisations/${sampleId(11)}`, text: 'Dacorum Borough Council' },
        form: typed({ 'on-day': '1', 'on-month': '4', 'on-year': '2028', all: sampleId(12) }, [
          { field: 'all', text: 'Choose where at least one person goes' },
        ]),
        action: `/organisations/${sampleId(11)}/moving`,
        choices: [{ value: sampleId(12), text: 'West Hertfordshire Council' }],
        members: [
          {
            full_name: 'Siân O’Brien-Żak',
            field: `to-${sampleId(1)}`,
            chosen: sampleId(12),
            words: 'Community safety lead; also at Hearts and Homes',
          },
        ],
        is_partial: true,
        most: 500,
      },
    },
    'moving.nobody': {
      as,
      locals: {
        title: 'Move people of Dacorum Borough Council',
        back: { href: `/organisations/${sampleId(11)}`, text: 'Dacorum Borough Council' },
        form: typed(),
        action: `/organisations/${sampleId(11)}/moving`,
        choices: [],
        members: [],
        is_partial: false,
        most: 500,
      },
    },
    'moving-preview': {
      as,
      locals: {
        title: 'Move 1 person of Dacorum Borough Council?',
        back: { href: `/organisations/${sampleId(11)}`, text: 'Dacorum Borough Council' },
        action: `/organisations/${sampleId(11)}/moving`,
        day_words: '1 April 2028',
        groups: [
          {
            name: 'West Hertfordshire Council',
            count_words: '1 person',
            people: [{ full_name: 'Siân O’Brien-Żak', note: 'belongs there already' }],
          },
        ],
        staying: 2,
        gone_words: '1 person you chose does not belong to it on that day any more, and is not moved.',
        kept: [{ name: 'on-day', value: '1' }],
      },
    },
    erasure: {
      as: ['administrator'],
      locals: {
        title: 'Erase Siân O’Brien-Żak?',
        back: { href: `/people/${sampleId(1)}`, text: 'Siân O’Brien-Żak' },
        form: typed({}, [
          { field: 'ground', text: 'Select why it is erased' },
          { field: 'typed_name', text: 'Type the full name, to be sure whom you mean' },
        ]),
        ...erasure,
      },
    },
    'erasure.waiting': {
      as: ['administrator'],
      locals: {
        title: 'Siân O’Brien-Żak is to be erased',
        back: { href: `/people/${sampleId(1)}`, text: 'Siân O’Brien-Żak' },
        form: typed(),
        ...erasure,
        waiting: { due_words: '19 April 2027, 10am', by_words: 'Eleanor Marsh' },
      },
    },
    undoing: {
      as,
      locals: {
        title: 'Make two records of this one again?',
        back: { href: history, text: 'History' },
        action: `/people/${sampleId(1)}/merges/${sampleId(3)}/undoing`,
        merge: { kept_id: sampleId(1), kept_name: 'Siân O’Brien-Żak', merged_name: 'Sian Obrien' },
      },
    },
  },
  mails: {
    merged: about,
    'merge-undone': about,
    'erasure-asked': about,
    'erasure-cancelled': about,
  },
}

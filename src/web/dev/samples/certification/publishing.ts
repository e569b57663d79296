/** Samples of publishing a version and of putting marks right, which can both move certificates. */
import type { RoomSamples } from '../../sample.ts'
import { sampleId, typed } from '../../sample.ts'

const choice = (value: string, text: string) => ({ value, text, hint: 'What that means for them.' })
const publication = {
  href: `/courses/versions/${sampleId(20)}/publication`,
  review_href: `/courses/versions/${sampleId(20)}/review`,
  return_href: `/courses/versions/${sampleId(20)}/review/return`,
  number: 2,
  previous_number: 1 as number | null,
  is_in_review: true,
  is_ready: true,
  is_own: true,
  checks: [
    { text: 'Every page has a text', note: '', faults: [] as { text: string; href: string }[] },
    { text: 'Links are well formed', note: 'Whether they answer is not asked here.', faults: [] },
  ],
  reading: ['Listening: about 11', 'The law: about 16. Shorter sentences and plainer words would reach more people'],
  unsaved: [] as string[],
  differences: [
    {
      title: 'The law',
      words: ['Its text has changed.', 'Law as at 1 April 2027 (before: 22 November 2026).'],
      lines: [
        { kind: 'same', text: '## The law' },
        { kind: 'removed', text: 'Five strands are protected.' },
        { kind: 'added', text: 'Six strands are protected.' },
        null,
      ],
    },
  ],
  asks: { under_way: true, certified: true },
  asks_anybody: true,
  nobody: [] as string[],
  choices: {
    under_way: [
      choice('leave', 'Leave 23 people as they are'),
      choice('what changed', 'Ask 23 people to read what changed'),
      choice('again', 'Have 23 people do what changed again'),
    ],
    certified: [
      choice('leave', 'Leave 112 people as they are'),
      choice('what changed', 'Ask 112 people to read what changed'),
      choice('again', 'Have 112 people do what changed again'),
    ],
  },
  under_way_words: '23 people are under way on an earlier version.',
  certified_words: '112 people have completed it and are certified.',
  lapsed_words: '4 people did the course and hold no certificate that is valid today. Nothing is asked of them.',
}

export const publishingSamples: RoomSamples['pages'] = {
  rescoring: {
    as: ['trainer'],
    locals: {
      title: 'Put right what was marked',
      back: { href: `/questions/${sampleId(70)}`, text: 'Question' },
      wide: true,
      form: typed({ mode: '' }, [{ field: 'mode', text: 'Select how to put it right' }]),
      action: `/questions/${sampleId(70)}/rescoring`,
      rescoring: {
        text: 'Who may report a hate crime?',
        pictures: [],
        number: 2,
        question_version_id: sampleId(71),
        seen: 'sample',
        decided_words: null,
        attempts_words: '41 attempts were marked by an earlier version.',
        counts: [
          { words: 'would pass now', count: 2 },
          { words: 'would fail now', count: 1 },
        ],
        rows: [
          {
            full_name: 'Siân O’Brien-Żak',
            quiz_title: 'Check what you have learnt',
            number: 1,
            was_words: '7 of 10 points (70%), not passed',
            now_words: '8 of 10 points (80%), passed',
            change_words: 'Passes now',
            certificate_words: '',
          },
          {
            full_name: 'Zoe Fitzgerald',
            quiz_title: 'Check what you have learnt',
            number: 2,
            was_words: '8 of 10 points (80%), passed',
            now_words: '7 of 10 points (70%), not passed',
            change_words: 'Fails now',
            certificate_words: 'HCC-2027-000123-K',
          },
        ],
        more_words: null,
      },
    },
  },
  'rescoring.decided': {
    as: ['trainer'],
    locals: {
      title: 'Put right what was marked',
      back: { href: `/questions/${sampleId(70)}`, text: 'Question' },
      wide: true,
      form: typed({}),
      action: `/questions/${sampleId(70)}/rescoring`,
      rescoring: {
        text: 'Who may report a hate crime?',
        pictures: [],
        number: 2,
        question_version_id: sampleId(71),
        seen: '',
        decided_words:
          'Decided on 12 April 2027 by Samir Choudhury: nobody’s result was lowered. A second answer was right too.',
        attempts_words: 'No attempt is marked by an earlier version any more.',
        counts: [],
        rows: [],
        more_words: null,
      },
    },
  },
  publication: {
    as: ['trainer'],
    locals: {
      title: 'Publish Become a hate crime champion',
      back: { href: `/courses/versions/${sampleId(20)}`, text: 'Version 2' },
      form: typed({ is_material: 'yes' }, [{ field: 'what_changed', text: 'Enter what changed, in a few sentences' }]),
      publication,
    },
  },
  'publication.one-group': {
    as: ['trainer'],
    locals: {
      title: 'Publish Become a hate crime champion',
      back: { href: `/courses/versions/${sampleId(20)}`, text: 'Version 2' },
      form: typed({ is_material: 'yes' }),
      publication: {
        ...publication,
        asks: { under_way: false, certified: true },
        nobody: ['under_way'],
        under_way_words: 'Nobody is under way on an earlier version.',
      },
    },
  },
  'publication.nobody': {
    as: ['trainer'],
    locals: {
      title: 'Publish Become a hate crime champion',
      back: { href: `/courses/versions/${sampleId(20)}`, text: 'Version 2' },
      form: typed(),
      publication: {
        ...publication,
        asks: { under_way: false, certified: false },
        asks_anybody: false,
        nobody: ['under_way', 'certified'],
        under_way_words: 'Nobody is under way on an earlier version.',
        certified_words: 'Nobody has completed it and is certified.',
        lapsed_words: null,
      },
    },
  },
  'publication.draft': {
    as: ['trainer'],
    locals: {
      title: 'Check Become a hate crime champion',
      back: { href: `/courses/versions/${sampleId(20)}`, text: 'Version 2' },
      form: typed(),
      publication: {
        ...publication,
        is_in_review: false,
        unsaved: ['Ann Author typed something in “Listening” and did not save it. It will not be published.'],
      },
    },
  },
  'publication.faults': {
    as: ['trainer'],
    locals: {
      title: 'Check Become a hate crime champion',
      back: { href: `/courses/versions/${sampleId(20)}`, text: 'Version 2' },
      form: typed(),
      publication: {
        ...publication,
        is_in_review: false,
        is_ready: false,
        checks: [
          {
            text: 'Every page has a text',
            note: '',
            faults: [{ text: '‘Law’: the page is empty', href: `/courses/modules/${sampleId(24)}/edit` }],
          },
        ],
        previous_number: null,
        reading: [],
      },
    },
  },
}

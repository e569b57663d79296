/** Samples of the scheduling form and of the days of a series. */
import type { RoomSamples } from '../../sample.ts'
import { sampleId, typed } from '../../sample.ts'
import { session } from './facts.ts'

export const carrying_choices = [
  { value: 'reminders', text: 'Reminders', hint: '7 days and 1 day before each part' },
  {
    value: 'materials',
    text: 'Materials',
    hint: 'To read before: ‘Workbook with all exercises’, ‘Report hate crime’. Shown after it: ‘Slides’',
  },
  {
    value: 'places',
    text: 'Kept places',
    hint: '4 places for housing associations, until 5 days before it; 1 place for Dacorum Borough Council, until the day of the session',
  },
]
const choices = {
  filled_words: null as string | null,
  carrying: null as { name: string; choices: typeof carrying_choices } | null,
  beginning: null as { form: ReturnType<typeof typed>; choices: { value: string; text: string }[] } | null,
  parts: [{ position: 1, prefix: '', name: null as string | null }],
  can_add_part: true,
  part_choices: [
    { value: '', text: 'Select a course part' },
    { value: sampleId(73), text: 'Become a hate crime champion: Live session' },
    { value: 'none', text: 'Nothing of a course: a session on its own' },
  ],
  trainer_choices: [
    { value: sampleId(2), text: 'Sam Sample' },
    { value: sampleId(3), text: 'Leila Haddad' },
  ],
  mode_choices: [
    { value: 'online', text: 'Online' },
    { value: 'in person', text: 'In person' },
  ],
  audience_choices: [
    { value: 'external', text: 'People of partner organisations (external)' },
    { value: 'internal', text: 'Our own staff (internal)' },
  ],
  yes_no_choices: [
    { value: 'yes', text: 'Yes, it is mandatory' },
    { value: 'no', text: 'No, it is optional' },
  ],
  clock_choices: [
    { value: 'earlier', text: 'The first time, before the clocks go back' },
    { value: 'later', text: 'The second time, after the clocks went back' },
  ],
  repeat_choices: [
    { value: 'no', text: 'No, it is held once' },
    { value: 'week', text: 'Every week' },
    { value: 'two weeks', text: 'Every two weeks' },
    { value: 'month', text: 'Every month, on the same weekday' },
  ],
}
const day = {
  value: '0',
  words: 'Sunday 14 March 2027, 1:30am to 2:30am',
  is_ticked: true,
  notes: [] as string[],
  questions: [] as { field: string; kind: string; text: string | null }[],
}
const skipped =
  '1:30am does not exist on 28 March 2027: the clocks go forward from 1am to 2am. Enter a time before 1am or from 2am'
const days = {
  title: `${session.title}: the days`,
  form: typed(),
  repeat_words: 'Every week on Sunday',
  days: [
    day,
    {
      ...day,
      value: '1',
      words: 'Sunday 28 March 2027',
      questions: [{ field: 'on-1-time', kind: 'time', text: skipped }],
    },
    {
      ...day,
      value: '2',
      words: 'Sunday 31 October 2027',
      questions: [{ field: 'on-2-clock', kind: 'clock', text: '1:30am comes twice on 31 October 2027' }],
    },
    {
      ...day,
      value: '3',
      words: 'Monday 3 May 2027, 10am to 12:30pm; Monday 10 May 2027, 10am to 12:30pm',
      notes: [
        'Bank holiday: Early May bank holiday',
        'At the same time, Leila Haddad trains ‘Refresher’ on Monday 3 May 2027, 10am to midday',
      ],
    },
    { ...day, value: '4', words: 'Monday 10 May 2027, 10am to 12:30pm', is_ticked: false },
  ],
  carried: carrying_choices,
  asks_reason: true,
  clock_choices: choices.clock_choices,
  hidden: [['title', session.title]],
}
const filled = {
  title: session.title,
  live_part_id: sampleId(73),
  mode: 'online',
  is_mandatory: 'yes',
  audience: 'external',
  'day-day': '31',
  'day-month': '10',
  'day-year': '2027',
  time: '1:30am',
  length_minutes: '150',
  capacity: '30',
  trainer_ids: [sampleId(2)],
}

export const schedulingSamples: RoomSamples['pages'] = {
  new: {
    as: ['trainer'],
    locals: {
      title: 'Schedule a live session',
      form: typed({ mode: 'online', trainer_ids: [sampleId(2)], id: sampleId(70) }),
      session: null,
      ...choices,
    },
  },
  'new.errors': {
    as: ['trainer'],
    locals: {
      title: 'Schedule a live session',
      form: typed({ ...filled, title: '' }, [
        { field: 'title', text: 'Enter a title' },
        { field: 'clock', text: '1:30am comes twice on 31 October 2027. Select which one you mean' },
      ]),
      session: null,
      ...choices,
    },
  },
  'new.parts': {
    as: ['trainer'],
    locals: {
      title: 'Schedule a live session',
      form: typed({ ...filled, breaks: '11:15 for 10', 'part-2-day-day': '4', 'part-2-time': '10am' }, [
        { field: 'part-2-live_part_id', text: 'Select what it delivers' },
      ]),
      session: null,
      ...choices,
      parts: [
        { position: 1, prefix: '', name: 'Part 1' },
        { position: 2, prefix: 'part-2-', name: 'Part 2' },
      ],
    },
  },
  'new.template': {
    as: ['trainer'],
    locals: {
      title: 'Schedule a live session',
      form: typed({ mode: 'online', trainer_ids: [sampleId(2)], id: sampleId(70) }),
      session: null,
      ...choices,
      beginning: {
        form: typed({ template: sampleId(78), 'first_day-day': '31', 'first_day-month': '4' }, [
          { field: 'first_day-day', text: 'Enter a day that exists, like 27 4 2027' },
        ]),
        choices: [
          { value: '', text: 'Select a template' },
          { value: sampleId(78), text: 'Become a hate crime champion: Champion course, two parts, evenings' },
        ],
      },
    },
  },
  'new.repeat': {
    as: ['trainer'],
    locals: {
      title: 'Schedule a live session',
      form: typed({ ...filled, time: '10am', repeat: 'week', repeat_count: '1' }, [
        { field: 'repeat_count', text: 'Must be between 2 and 52' },
      ]),
      session: null,
      ...choices,
    },
  },
  series: { as: ['trainer'], locals: days },
  'series.errors': {
    as: ['coordinator'],
    locals: {
      ...days,
      form: typed({}, [
        { field: 'on-1-time', text: skipped },
        { field: 'on-2-clock', text: '1:30am comes twice on 31 October 2027. Select which one you mean' },
        {
          field: 'overlap_reason',
          text: 'Trainers are elsewhere on some of the days. Leave those out, or give a reason',
        },
      ]),
    },
  },
  'new.copy': {
    as: ['trainer'],
    locals: {
      title: 'Schedule a live session',
      form: typed({
        ...filled,
        id: sampleId(70),
        'day-day': '4',
        'day-month': '5',
        time: '10:00',
        carries: ['reminders', 'places'],
      }),
      session: null,
      ...choices,
      filled_words: `Filled from ‘${session.title}’, with nobody booked. Check the day.`,
      carrying: { name: session.title, choices: carrying_choices },
    },
  },
  'new.overlap': {
    as: ['trainer'],
    locals: {
      title: 'Schedule a live session',
      form: typed({ ...filled, 'day-day': '27', 'day-month': '4', time: '10am', overlap_reason: '' }, [
        {
          field: 'overlap_reason',
          text: 'At the same time, Sam Sample trains ‘Refresher’, part 2, on Tuesday 27 April 2027, 10am to 11:30am. Change the day, the time or who trains, or give a reason',
        },
      ]),
      session: null,
      ...choices,
    },
  },
  edit: {
    as: ['trainer'],
    locals: { title: `Change ${session.title}`, form: typed({ ...filled, time: '10:00' }), session, ...choices },
  },
}

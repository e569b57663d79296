/** Samples of the live sessions' pages and mails. */
import type { RoomSamples } from '../sample.ts'
import { paging, sampleId, typed } from '../sample.ts'

const part = {
  name: null as string | null,
  day_words: 'Tuesday 27 April 2027',
  time_words: '10am to 12:30pm',
  when_words: '27 April 2027, 10am to 12:30pm',
  length_words: '2 hours 30 minutes',
  break_words: null as string | null,
  delivers_words: 'Live session',
  register_href: `/registers/${sampleId(71)}`,
}
const parts = [
  { ...part, name: 'Part 1 of 2', break_words: 'Break 11:15am to 11:25am' },
  {
    ...part,
    name: 'Part 2 of 2',
    day_words: 'Tuesday 4 May 2027',
    when_words: '4 May 2027, 10am to 12:30pm',
    delivers_words: 'Practice',
  },
]
const session = {
  id: sampleId(70),
  href: `/live-sessions/${sampleId(70)}`,
  title: 'Hate crime champions: live session',
  parts: [part],
  when_words: part.when_words,
  delivers_words: 'Become a hate crime champion: Live session',
  where_words: 'Online',
  audience_words: 'People of partner organisations (external)',
  mandatory_words: 'Yes',
  is_mandatory: true,
  is_internal: false,
  is_online: true,
  join_url: 'https://teams.microsoft.com/l/meetup-join/abc',
  notes_lines: ['Please come with your camera on if you can.', 'There is a break half way.'],
  booked: 28,
  waiting: 0,
  capacity: 30,
  places_words: '2 of 30 places left',
  is_full: false,
  full_words: 'The session is full.',
  kept_lines: [] as string[],
  phase: 'upcoming',
  state: 'open',
  state_tag: null as { text: string; colour: string } | null,
  is_bookable: true,
  can_edit: true,
  has_unsent: false,
  cancel_reason: null as string | null,
  join_opens_words: '27 April 2027, 9:45am',
  register_href: `/registers/${sampleId(71)}`,
  reminders_words: '1 day and 1 hour before the start',
}
const full = { ...session, booked: 30, waiting: 3, is_full: true, places_words: 'Full, 3 waiting' }
const shut = { is_bookable: false, can_edit: false }
const cancelled = {
  ...session,
  ...shut,
  phase: 'cancelled',
  state: 'cancelled',
  state_tag: { text: 'Cancelled', colour: 'red' },
  cancel_reason: 'The trainer is ill',
}
const postponed = {
  ...cancelled,
  can_edit: true,
  state: 'postponed',
  state_tag: { text: 'Postponed', colour: 'red' },
}
const rebooking = {
  title: 'Choose another session',
  state: 'choose',
  action: '/rebookings/AAAAAAAAAAAAAAAAAAAAAA',
  person_name: 'Siân O’Brien-Żak',
  session: cancelled as object,
  other: null as typeof session | null,
  choices: [
    {
      id: sampleId(78),
      title: 'Hate crime champions: live session',
      when_words: '11 May 2027, 10am to 12:30pm',
      where_words: 'Online',
      has_place: true,
      button: 'Take this place',
    },
    {
      id: sampleId(79),
      title: 'Hate crime champions: live session',
      when_words: '25 May 2027, 10am to 12:30pm; 1 June 2027, 10am to 12:30pm',
      where_words: 'Police headquarters, Stanborough Road, Welwyn Garden City',
      has_place: false,
      button: 'Wait for a place',
    },
  ],
}
const calledOff = {
  as: 'booked',
  reason: 'The trainer is ill',
  choices: [
    { words: 'Hate crime champions: live session, 11 May 2027, 10am to 12:30pm', has_place: true },
    { words: 'Hate crime champions: live session, 25 May 2027, 10am to 12:30pm', has_place: false },
  ],
  rebooking_href: 'https://champions.example/rebookings/AAAAAAAAAAAAAAAAAAAAAA',
}
const changes = {
  title: 'Changes not yet sent',
  back: { href: session.href, text: session.title },
  session,
  groups: [
    {
      lines: [
        'Part 1: was 20 April 2027, 10am to 12:30pm, now 27 April 2027, 10am to 12:30pm',
        'Part 2: dropped, was 4 May 2027, 10am to 12:30pm',
        'Where: was Online, now Police headquarters, Welwyn Garden City',
      ],
      booked: ['Siân O’Brien-Żak', 'Marcus Oyelaran'],
      waiting: ['Zoë Quill'],
      without_address: ['李小龍'],
    },
    {
      lines: ['Where: was Online, now Police headquarters, Welwyn Garden City'],
      booked: ['Zoe Fitzgerald'],
      waiting: [],
      without_address: [],
    },
  ],
  sends_words: '12 April 2027, 11:05am' as string | null,
}
const draftTag = { text: 'Draft', colour: 'grey' }
const closedTag = { text: 'Bookings closed', colour: 'orange' }
const draft = { ...session, is_bookable: false, state: 'draft', state_tag: draftTag, booked: 0 }
const closed = { ...session, is_bookable: false, state: 'closed', state_tag: closedTag }
const trainer_names = ['Leila Haddad', 'Martin Hale']
const needs_choices = ['BSL interpreter', 'Captions', 'Large print'].map((need) => ({ value: need, text: need }))
const bookingHref = `${session.href}/bookings/${sampleId(72)}`
const booking = {
  join_href: '/join/AAAAAAAAAAAAAAAAAAAAAA',
  move_href: `${bookingHref}/move`,
  cancellation_href: `${bookingHref}/cancellation`,
  offer_href: null as string | null,
  needs_href: `${bookingHref}/needs`,
  rebooking_href: null as string | null,
  is_waiting: false,
  needs_lines: ['Captions'],
}
const material = {
  title: 'Workbook with all exercises',
  href: `${session.href}/materials/${sampleId(78)}`,
  words: 'PDF, 1.2 MB',
  is_link: false,
  removal_href: `${session.href}/materials/${sampleId(78)}/removal`,
}
const materialLink = {
  ...material,
  title: 'Report hate crime: the page of True Vision',
  href: 'https://www.report-it.org.uk/',
  words: 'www.report-it.org.uk',
  is_link: true,
}
const moment_choices = [
  { value: 'before', text: 'Before', hint: 'From booking on. The emails about a place and the reminders name it.' },
  { value: 'after', text: 'After', hint: 'Once the last part has ended, for everyone who had a place.' },
]
const addMaterial = {
  title: 'Add a file',
  back: { href: `${session.href}/materials`, text: `Materials of ${session.title}` },
  form: typed({ moment: 'before' }),
  session,
  moment_choices,
}
const series = [
  {
    href: `/live-sessions/${sampleId(79)}`,
    words: 'Tuesday 20 April 2027, 10am',
    is_current: false,
    note: 'cancelled',
  },
  { href: session.href, words: 'Tuesday 27 April 2027, 10am', is_current: true, note: null },
  { href: `/live-sessions/${sampleId(80)}`, words: 'Tuesday 4 May 2027, 10am', is_current: false, note: null },
]
const show = {
  title: session.title,
  back: { href: '/live-sessions', text: 'Live sessions' },
  form: typed({ needs: ['Captions'] }),
  session,
  trainer_names,
  standing: { standing: 'none', words: '' },
  booking: undefined as typeof booking | undefined,
  elsewhere: undefined as { words: string; move_href: string } | undefined,
  needs_choices,
  keeps: false,
  materials: [] as (typeof material)[],
  materials_words: null as string | null,
  books_colleagues: false,
  series: [] as typeof series,
}

const offer = {
  title: 'A place is free for you',
  state: 'offered',
  action: '/offers/AAAAAAAAAAAAAAAAAAAAAA',
  person_name: 'Siân O’Brien-Żak',
  session: full,
  until_words: '20 April 2027, 2pm',
  elsewhere_words: 'Hate crime champions, 11 May 2027, 10am' as string | null,
}

const places = {
  title: `Places of ${session.title}`,
  back: { href: session.href, text: session.title },
  form: typed(),
  session,
  ledger: { capacity: 30, booked: 20, held: 1, kept: 2, open: 7, waiting: 0 },
  quotas: [
    {
      who: 'housing associations',
      places: 4,
      used: 2,
      until_words: '22 April 2027',
      is_active: true,
      removal_href: `${session.href}/places/${sampleId(75)}/removal`,
    },
    {
      who: 'Dacorum Borough Council',
      places: 2,
      used: 2,
      until_words: '10 April 2027',
      is_active: false,
      removal_href: `${session.href}/places/${sampleId(76)}/removal`,
    },
  ],
  group_choices: [
    { value: '', text: 'Select who they are kept for' },
    { value: 'charity', text: 'All charities' },
    { value: sampleId(77), text: 'Dacorum Borough Council' },
  ],
}

const reminders = {
  title: `Reminders of ${session.title}`,
  back: { href: session.href, text: session.title },
  form: typed({ reminders: ['1 day', '1 hour'] }),
  session,
  reminder_choices: [
    { value: '7 days', text: '7 days before', hint: '20 April 2027, 10am, which has passed' },
    { value: '3 days', text: '3 days before', hint: '24 April 2027, 10am' },
    { value: '1 day', text: '1 day before', hint: '26 April 2027, 10am' },
    { value: '1 hour', text: '1 hour before', hint: '27 April 2027, 9am' },
  ],
  most: 3,
  reminders_words: session.reminders_words,
}

const card = {
  href: session.href,
  title: session.title,
  day_words: part.day_words,
  time_words: part.time_words,
  length_words: part.length_words,
  more_parts: [] as typeof parts,
  course_words: 'Become a hate crime champion',
  where_words: 'Online',
  places_words: session.places_words,
  is_mandatory: true,
  is_internal: false,
  state_tag: null as { text: string; colour: string } | null,
  has_unsent: false,
  standing: 'none',
  words: '',
}
const waitingWords = 'You are number 3 on the waiting list'

const template = {
  name: 'Champion course',
  words: '2 parts, online, 20 places, with trainers and a join link',
  created_by_name: 'Leila Haddad' as string | null,
  use_href: `/live-sessions/new?template=${sampleId(78)}`,
  edit_href: `/live-sessions/templates/${sampleId(78)}/edit`,
  removal_href: `/live-sessions/templates/${sampleId(78)}/removal`,
}

const choices = {
  filled_words: null as string | null,
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

const bookingRow = {
  full_name: 'Siân O’Brien-Żak',
  email: 'sian@a-very-long-domain-name-of-a-housing-association.example',
  organisation_name: 'Dacorum Borough Council',
  standing: 'Booked',
  is_waiting: false,
  since_words: '13 April 2027, 11:45am',
  booked_by_name: 'Marcus Oyelaran',
  needs_lines: ['BSL interpreter', 'A quiet room'],
  cancellation_href: `${bookingHref}/cancellation`,
  is_walk_in: false,
}

const mail = {
  name: 'Siân O’Brien-Żak',
  session_title: session.title,
  when_words: session.when_words,
  when_lines: [session.when_words],
  place: null,
  notes: session.notes_lines.join('\n'),
  session_href: `https://champions.example${session.href}`,
  sessions_href: 'https://champions.example/live-sessions',
  join_href: 'https://champions.example/join/AAAAAAAAAAAAAAAAAAAAAA',
  booked_by_name: null,
  materials: {
    titles: [material.title, materialLink.title],
    href: 'https://champions.example/join/AAAAAAAAAAAAAAAAAAAAAA',
  } as { titles: string[]; href: string } | null,
}

export const liveSessionSamples: RoomSamples = {
  pages: {
    list: {
      locals: {
        title: 'Live sessions',
        sessions: [
          card,
          { ...card, more_parts: parts.slice(1) },
          { ...card, standing: 'booked', words: 'You are booked', is_mandatory: false },
          { ...card, standing: 'waiting', words: waitingWords, places_words: full.places_words, is_internal: true },
          { ...card, standing: 'offered', words: 'A place is offered to you until 20 April 2027, 2pm' },
          { ...card, standing: 'cancelled', words: 'Cancelled' },
          { ...card, state_tag: draftTag },
          { ...card, state_tag: closedTag },
          { ...card, has_unsent: true },
        ],
        paging: paging(64, 1, 30),
        can_schedule: false,
      },
    },
    'list.empty': { locals: { title: 'Live sessions', sessions: [], paging: paging(0), can_schedule: false } },
    'list.trainer': {
      as: ['trainer'],
      locals: { title: 'Live sessions', sessions: [card], paging: paging(1), can_schedule: true },
    },
    show: { locals: show },
    'show.draft': { as: ['trainer'], locals: { ...show, session: draft, keeps: true } },
    'show.unsent': { as: ['trainer'], locals: { ...show, session: { ...session, has_unsent: true }, keeps: true } },
    changes: { as: ['trainer'], locals: changes },
    'changes.none': { as: ['trainer'], locals: { ...changes, groups: [], sends_words: null } },
    'show.closed': { as: ['trainer'], locals: { ...show, session: closed, keeps: true } },
    'show.parts': {
      as: ['trainer'],
      locals: { ...show, session: { ...session, parts }, keeps: true, materials_words: '2 before, 1 after' },
    },
    'show.kept-places': {
      locals: {
        ...show,
        session: {
          ...session,
          kept_lines: ['4 of 30 places are kept for housing associations until 22 April 2027, 2 of them still free.'],
          places_words: '2 of 30 places left, kept for certain organisations',
          is_full: true,
          full_words: 'The places that are left are kept for others.',
        },
      },
    },
    places: { as: ['trainer'], locals: places },
    'places.errors': {
      as: ['coordinator'],
      locals: {
        ...places,
        quotas: [],
        form: typed({ group: 'charity', places: '40', 'release_on-day': '31', 'release_on-month': '2' }, [
          { field: 'places', text: 'Enter 7 or fewer: no more can be kept now' },
          { field: 'release_on-day', text: 'Enter a day that exists, like 12 5 2027' },
        ]),
      },
    },
    reminders: { as: ['trainer'], locals: reminders },
    'reminders.errors': {
      as: ['trainer'],
      locals: {
        ...reminders,
        session: { ...session, parts },
        form: typed({ reminders: ['7 days', '3 days', '1 day', '1 hour'] }, [
          { field: 'reminders', text: 'Select 3 reminders at most: more are not read' },
        ]),
      },
    },
    'reminders.over': { as: ['trainer'], locals: { ...reminders, session: { ...session, phase: 'over' } } },
    materials: {
      as: ['trainer'],
      locals: {
        title: `Materials of ${session.title}`,
        back: { href: session.href, text: session.title },
        session,
        before: [material, materialLink],
        after: [],
      },
    },
    'material-file': { as: ['trainer'], locals: addMaterial },
    'material-file.errors': {
      as: ['trainer'],
      locals: {
        ...addMaterial,
        form: typed({ title: 'Slides' }, [
          { field: 'file', text: 'The selected file must be smaller than 10 MB' },
          { field: 'moment', text: 'Select when people are shown it' },
        ]),
      },
    },
    'material-link': {
      as: ['trainer'],
      locals: {
        ...addMaterial,
        title: 'Add a link',
        form: typed({ title: '', url: 'report-it.org.uk', moment: 'after' }, [
          { field: 'title', text: 'Enter what it is called' },
          { field: 'url', text: 'Enter the whole link, beginning with https://' },
        ]),
      },
    },
    'material-removal': {
      as: ['trainer'],
      locals: {
        title: `Remove ‘${material.title}’?`,
        back: addMaterial.back,
        material,
        materials_href: addMaterial.back.href,
      },
    },
    calendar: {
      as: ['coordinator'],
      locals: {
        title: 'Your calendar',
        feeds: [
          {
            kind: 'own',
            name: 'My live sessions',
            href: 'https://champions.example/calendar/AAAAAAAAAAAAAAAAAAAAAA.ics',
            webcal_href: 'webcal://champions.example/calendar/AAAAAAAAAAAAAAAAAAAAAA.ics',
            since_words: '12 April 2027',
          },
          { kind: 'programme', name: 'All live sessions', href: null, webcal_href: null, since_words: null },
        ],
      },
    },
    'show.series': { locals: { ...show, series } },
    'show.full': { locals: { ...show, session: full } },
    'show.booked': {
      locals: {
        ...show,
        standing: { standing: 'booked', words: 'You are booked' },
        booking,
        materials: [material, materialLink],
      },
    },
    'show.waiting': {
      locals: { ...show, session: full, standing: { standing: 'waiting', words: waitingWords }, booking },
    },
    'show.offered': {
      locals: {
        ...show,
        session: full,
        standing: { standing: 'offered', words: 'A place is offered to you until 20 April 2027, 2pm' },
        booking: { ...booking, offer_href: '/offers/AAAAAAAAAAAAAAAAAAAAAA' },
      },
    },
    offer: { locals: offer },
    'offer.open': { locals: { ...offer, title: 'A place is free', state: 'open', elsewhere_words: null } },
    'offer.booked': { locals: { ...offer, title: 'You have a place', state: 'booked' } },
    'offer.gone': { locals: { ...offer, title: 'The place has gone', state: 'gone' } },
    'offer.declined': { locals: { ...offer, title: 'You are off the waiting list', state: 'declined' } },
    'offer.lapsed': { locals: { ...offer, title: 'The place went to the next person', state: 'lapsed' } },
    'offer.too-late': { locals: { ...offer, title: 'This place can no longer be taken', state: 'too-late' } },
    'show.elsewhere': {
      locals: {
        ...show,
        elsewhere: { words: 'Hate crime champions, 11 May 2027, 10am', move_href: booking.move_href },
      },
    },
    rebooking: { locals: rebooking },
    'rebooking.postponed': { locals: { ...rebooking, session: postponed } },
    'rebooking.none': { locals: { ...rebooking, choices: [] } },
    'rebooking.booked': {
      locals: { ...rebooking, title: 'You have a place at another session', state: 'booked', other: session },
    },
    'rebooking.waiting': {
      locals: {
        ...rebooking,
        title: 'You are on the waiting list of another session',
        state: 'waiting',
        other: session,
      },
    },
    'rebooking.new-date': {
      locals: { ...rebooking, title: 'The session takes place after all', state: 'new-date', session },
    },
    'rebooking.ended': { locals: { ...rebooking, title: 'This booking was ended', state: 'ended' } },
    postponement: {
      as: ['trainer'],
      locals: {
        title: `Postpone ${session.title}`,
        form: typed(),
        session: full,
        told: ['30 people who booked', '3 people on the waiting list'],
        without_address: ['李小龍'],
      },
    },
    'show.postponed': {
      locals: {
        ...show,
        session: postponed,
        standing: { standing: 'cancelled', words: 'Postponed' },
        booking: { ...booking, rebooking_href: '/rebookings/AAAAAAAAAAAAAAAAAAAAAA' },
      },
    },
    'show.postponed-kept': {
      as: ['trainer'],
      locals: { ...show, session: postponed, standing: { standing: 'cancelled', words: 'Postponed' }, keeps: true },
    },
    'show.cancelled': {
      locals: { ...show, session: cancelled, standing: { standing: 'cancelled', words: 'Cancelled' } },
    },
    'show.kept': {
      as: ['trainer', 'coordinator'],
      locals: {
        ...show,
        keeps: true,
        books_colleagues: true,
        materials: [material],
        materials_words: '1 before, 0 after',
      },
    },
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
    templates: {
      as: ['trainer'],
      locals: {
        title: 'Templates of live sessions',
        groups: [
          {
            title: 'Become a hate crime champion',
            templates: [
              { ...template, name: 'Champion course, two parts, evenings' },
              { ...template, name: 'One morning', words: '150 minutes, in person, 12 places', created_by_name: null },
            ],
          },
          { title: 'Sessions on their own', templates: [{ ...template, name: 'Network meeting' }] },
        ],
      },
    },
    'templates.empty': { as: ['coordinator'], locals: { title: 'Templates of live sessions', groups: [] } },
    'template-new': {
      as: ['trainer'],
      locals: {
        title: 'Save as a template',
        back: { href: session.href, text: session.title },
        form: typed({ name: session.title, keeps: ['trainers'] }, [
          { field: 'name', text: 'The course has a template with this name already. Enter another name' },
        ]),
        action: `${session.href}/template`,
        session_title: session.title,
        course_title: 'Become a hate crime champion',
        keep_choices: [
          { value: 'trainers', text: 'The trainers' },
          {
            value: 'link',
            text: 'The join links',
            hint: 'Every trainer and coordinator who uses the template sees them',
          },
        ],
      },
    },
    'template-edit': {
      as: ['trainer'],
      locals: {
        title: 'Rename ‘One morning’',
        form: typed({ name: 'One morning' }),
        action: `/live-sessions/templates/${sampleId(78)}`,
      },
    },
    'template-removal': {
      as: ['trainer'],
      locals: {
        title: 'Delete the template ‘One morning’?',
        action: template.removal_href,
        list_href: '/live-sessions/templates',
      },
    },
    'new.copy': {
      as: ['trainer'],
      locals: {
        title: 'Schedule a live session',
        form: typed({ ...filled, id: sampleId(70), 'day-day': '4', 'day-month': '5', time: '10:00' }),
        session: null,
        ...choices,
        filled_words: `Filled from ‘${session.title}’, with nobody booked. Check the day.`,
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
    overlap: {
      locals: {
        title: 'You are elsewhere at that time',
        back: { href: session.href },
        form: typed(),
        session: { ...session, parts },
        lines: [
          {
            words: 'You are booked into ‘Refresher’ on Tuesday 27 April 2027, 11am to midday',
            move_href: booking.move_href,
            cancellation_href: booking.cancellation_href,
          },
          {
            words: 'You train ‘Third-party reporting centres’, part 2, on Tuesday 4 May 2027, 10am to midday',
            move_href: null,
            cancellation_href: null,
          },
        ],
        action: `${session.href}/bookings`,
        leave_href: session.href,
        hidden: [['needs', 'Captions']],
      },
    },
    'overlap.errors': {
      as: ['lead'],
      locals: {
        title: 'Siân O’Brien-Żak is elsewhere at that time',
        back: { href: session.href },
        form: typed({}, [{ field: 'overlap_reason', text: 'Enter the reason' }]),
        session,
        lines: [
          {
            words: 'Siân O’Brien-Żak is booked into ‘Refresher’ on Tuesday 27 April 2027, 11am to midday',
            move_href: null,
            cancellation_href: booking.cancellation_href,
          },
        ],
        action: `${session.href}/bookings`,
        leave_href: session.href,
        hidden: [],
      },
    },
    edit: {
      as: ['trainer'],
      locals: { title: `Change ${session.title}`, form: typed({ ...filled, time: '10:00' }), session, ...choices },
    },
    cancellation: {
      as: ['trainer'],
      locals: {
        title: `Cancel ${session.title}`,
        form: typed(),
        session: full,
        told: ['30 people who booked', '3 people on the waiting list', '1 other trainer'],
        without_address: ['李小龍'],
        later_words: ['Tuesday 4 May 2027, 10am', 'Tuesday 11 May 2027, 10am'],
      },
    },
    bookings: {
      as: ['trainer'],
      locals: {
        title: `Bookings of ${session.title}`,
        wide: true,
        session: full,
        bookings: [
          bookingRow,
          {
            ...bookingRow,
            full_name: '李小龍',
            standing: 'Offered until 20 April 2027, 2pm',
            is_waiting: true,
            needs_lines: [],
          },
          { ...bookingRow, standing: 'Waiting, number 2', is_waiting: true, needs_lines: [] },
        ],
        shows_needs: true,
        books_colleagues: false,
      },
    },
    'bookings.empty': {
      as: ['coordinator'],
      locals: {
        title: `Bookings of ${session.title}`,
        wide: true,
        session,
        bookings: [],
        shows_needs: false,
        books_colleagues: true,
      },
    },
    colleague: {
      as: ['lead'],
      locals: {
        title: 'Book a colleague',
        session,
        filters: typed({ search: 'si' }),
        has_searched: true,
        everyone: false,
        people: [
          {
            id: sampleId(4),
            full_name: 'Siân O’Brien-Żak',
            email: 'sian@partner.example',
            organisations: null,
            is_booked: false,
          },
          {
            id: sampleId(5),
            full_name: '李小龍',
            email: null,
            organisations: 'Dacorum Borough Council',
            is_booked: true,
          },
        ],
      },
    },
    'booking-cancellation': {
      locals: {
        title: 'Cancel your booking',
        back: { href: session.href },
        action: booking.cancellation_href,
        session,
        person_name: null,
        is_waiting: false,
        is_open: true,
      },
    },
    move: {
      locals: {
        title: 'Change to another session',
        back: { href: session.href },
        form: typed(),
        action: booking.move_href,
        session,
        is_open: true,
        alternatives: [
          {
            value: sampleId(74),
            text: 'Tuesday 11 May 2027, 10am to 12:30pm',
            hint: 'Live session. 18 of 30 places left.',
          },
        ],
      },
    },
    'move.none': {
      locals: {
        title: 'Change to another session',
        form: typed(),
        action: '',
        session,
        is_open: true,
        alternatives: [],
      },
    },
  },
  mails: {
    booked: mail,
    'place-offered': {
      ...mail,
      offer_href: 'https://champions.example/offers/AAAAAAAAAAAAAAAAAAAAAA',
      until_words: '20 April 2027, 2pm',
    },
    'offer-lapsed': mail,
    moved: { ...mail, was_words: '20 April 2027, 10am to 12:30pm', was_place: null },
    waiting: { ...mail, position: 3, booked_by_name: 'Marcus Oyelaran' },
    'waiting-moved': { ...mail, was_words: '20 April 2027, 10am to 12:30pm' },
    'booking-cancelled': { ...mail, had_place: true, cancelled_by_name: 'Marcus Oyelaran', moved_to: null },
    'session-cancelled': { ...mail, ...calledOff },
    'session-postponed': { ...mail, ...calledOff, reason: 'The hall is flooded' },
    'new-date': { ...mail, was_words: '20 April 2027, 10am to 12:30pm' },
    'calendar-entry': {
      ...mail,
      method: 'REQUEST',
      part_title: `${session.title}, part 2`,
      when_words: '4 May 2027, 10am to 12:30pm',
    },
    'reminder-day': mail,
    'reminder-hour': { ...mail, materials: null },
  },
}

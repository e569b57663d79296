/** Samples of the live room: what everyone sees, and the trainer's agenda. */
import type { RoomSamples } from '../sample.ts'
import { sampleId, typed } from '../sample.ts'

const session = `/live-sessions/${sampleId(70)}`
const title = 'Hate crime champions: live session'
const room = {
  href: `${session}/room`,
  session_href: session,
  title,
  when_words: '27 April 2027, 10am to 12:30pm',
  state: 'open',
  opens_words: null as string | null,
  is_open: true,
  can_take_part: true,
  checked_in_words: null,
  has_place: true,
  runs: false,
  sequence: 17,
}
const option = (number: number, text: string, count_words: string, percent: number, is_right = false) => ({
  id: sampleId(720 + number),
  text,
  is_right,
  count_words,
  percent,
})
const options = [
  option(1, 'Say nothing and walk on', '3 people', 12),
  option(2, 'Go over and sit down beside the person', '19 people', 76, true),
  option(3, 'Film it and put it online, so that everybody can see what people have to put up with', '3 people', 12),
]
const plain = options.map((one) => ({ ...one, count_words: '', percent: 0, is_right: false }))
const poll = {
  id: sampleId(71),
  kind: 'poll',
  kind_words: 'Poll',
  title: 'Somebody is shouted at on the bus. What would you do first?',
  body_html: '',
  takes_answers: true,
  is_open: true,
  is_revealed: false,
  closes_at: null as string | null,
  clock_words: null as string | null,
  now_at: '2027-04-27T09:20:00.000Z',
  answered_words: '25 people answered',
  options: plain,
}
const page = {
  ...poll,
  kind: 'page',
  kind_words: 'Page',
  title: 'What a hate crime is',
  body_html: '<p>Any crime that the <strong>victim or anyone else</strong> believes was driven by hostility.</p>',
  takes_answers: false,
  options: [] as typeof options,
}
const pause = {
  ...page,
  kind: 'break',
  kind_words: 'Break',
  title: 'Coffee',
  body_html: '',
  closes_at: '2027-04-27T09:35:00.000Z',
  clock_words: 'We go on at 10:35am',
}
const question = {
  id: sampleId(91),
  text: 'What do I say to somebody who does not want the police to know?',
  asker: 'Asked without a name',
  votes_words: '12 votes',
  state: 'open',
  state_tag: null as { text: string; colour: string } | null,
  is_open: true,
}
const questions = [
  question,
  { ...question, id: sampleId(92), text: 'Do I have to be there?', asker: 'Asked by 李小龍', votes_words: '1 vote' },
  {
    ...question,
    id: sampleId(93),
    text: 'Where are the slides?',
    votes_words: '0 votes',
    state: 'answered',
    state_tag: { text: 'Answered', colour: 'green' },
    is_open: false,
  },
]
const show = {
  title,
  exit_page: true,
  back: { href: session, text: 'About this session' },
  room,
  navigation_items: null as { text: string; href: string; active: boolean }[] | null,
  stage: null as typeof poll | null,
  mine: null as string | null,
  form: typed({ id: sampleId(94) }),
  questions,
  voted: new Set([sampleId(92)]),
}
const closed = { ...room, is_open: false }

const places = (current: string) =>
  [
    ['agenda', 'Agenda'],
    ['questions', 'Questions'],
    ['people', 'People'],
    ['code', 'Check-in code'],
    ['', 'What everyone sees'],
  ].map(([path, text]) => ({ text, href: path ? `${room.href}/${path}` : room.href, active: path === current }))

const item = {
  id: sampleId(81),
  href: `${room.href}/items/${sampleId(81)}`,
  number: 1,
  title: 'What a hate crime is',
  facts: 'Page',
  state_words: 'Was shown',
  state_colour: 'blue',
  is_current: false,
  is_open: false,
  is_planned: false,
  can_reveal: false,
  is_first: true,
  is_last: false,
  takes_answers: false,
  answered_words: 'Nobody has answered',
  options: [] as typeof options,
}
const agenda = {
  title: `Run the room: ${title}`,
  wide: true,
  back: { href: session, text: title },
  room,
  navigation_items: places('agenda'),
  items: [
    item,
    {
      ...item,
      id: sampleId(82),
      number: 2,
      title: poll.title,
      facts: 'Quiz question, timer of 60 seconds',
      state_words: 'On now',
      state_colour: 'green',
      is_current: true,
      is_open: true,
      can_reveal: true,
      is_first: false,
      takes_answers: true,
      answered_words: poll.answered_words,
      options,
    },
    {
      ...item,
      id: sampleId(83),
      number: 3,
      title: 'Coffee',
      facts: 'Break, 15 minutes',
      state_words: 'Not shown yet',
      state_colour: 'grey',
      is_planned: true,
      is_first: false,
      is_last: true,
    },
  ],
  kind_choices: ['page', 'poll', 'question', 'discussion', 'break'].map((kind) => ({
    href: `${room.href}/items/new?kind=${kind}`,
    text: kind.charAt(0).toUpperCase() + kind.slice(1),
    hint: 'What it is for',
  })),
  form: typed({}),
  source_choices: [] as { value: string; text: string }[],
}
const source_choices = [
  { value: '', text: 'Select a session' },
  { value: sampleId(71), text: `${title}, 20 April 2027, 10am (5 items)` },
]
const asked = {
  title: `Questions: ${title}`,
  wide: true,
  back: { href: session, text: title },
  room,
  navigation_items: places('questions'),
  questions,
}
const person = (number: number, full_name: string, words: string, checked_in_words = '') => ({
  person_id: sampleId(number),
  full_name,
  words,
  checked_in_words,
})
const people = {
  title: `Who is here: ${title}`,
  wide: true,
  back: { href: session, text: title },
  room,
  navigation_items: places('people'),
  missing_href: `/registers/${sampleId(71)}/missing`,
  register_href: `/registers/${sampleId(71)}`,
  people_count: 4,
  groups: [
    {
      title: 'Here now',
      people: [
        person(4, 'Siân O’Brien-Żak', 'Since 9:55am', 'Checked in at 10:02am'),
        person(5, 'Wolfeschlegelsteinhausenbergerdorff Alexandra Maria', 'Since 10am'),
      ],
    },
    { title: 'Was here', people: [person(6, '李小龍', 'Until 10:20am')] },
    { title: 'Not seen in the room', people: [person(7, 'Noor Al-Huda Hassan', '')] },
  ],
}
const code = {
  title: 'Check-in code',
  back: { href: session, text: title },
  room,
  navigation_items: places('code'),
  code: {
    digits: '409 126',
    spoken: 'four, zero, nine – one, two, six',
    changes_in_seconds: 9,
    every_seconds: 15,
  } as Record<string, unknown> | null,
  address: `https://champions.example.police.uk${room.href}/check-in`,
}
const checkIn = {
  title: 'Check in',
  back: { href: room.href, text: 'Live room' },
  form: typed(),
  room,
}
const numbers = ['1', '2', '3', '4', '5', '6', '7', '8']
const form = {
  title: 'Add a quiz question',
  back: { href: `${room.href}/agenda`, text: 'Agenda' },
  form: typed({ id: sampleId(84), title: poll.title, 'option-1': options[0]!.text, right: '1' }),
  room,
  action: `${room.href}/items`,
  removal_action: null as string | null,
  kind: 'question',
  kind_hint: 'People choose one answer; one is right. With a timer, or without',
  takes_answers: true,
  option_numbers: numbers,
}

const missing = {
  title: 'Who is missing',
  back: { href: `/registers/${sampleId(71)}`, text: 'Register' },
  part: { title, when_words: room.when_words, session_href: session },
  action: `/registers/${sampleId(71)}/missing/links`,
  here: `/registers/${sampleId(71)}/missing`,
  state: 'open',
  from_words: '27 April 2027, 10:10am',
  people: [
    { full_name: 'Siân O’Brien-Żak', organisation_name: 'Dacorum Borough Council', words: 'Not sent yet' },
    { full_name: '李小龍', organisation_name: null as string | null, words: 'Link sent at 10:12am' },
    { full_name: 'Noor Al-Huda Hassan', organisation_name: null, words: 'No email address: telephone them' },
  ],
  to_send: 1,
}

export const liveRoomSamples: RoomSamples = {
  pages: {
    show: { locals: { ...show, stage: poll } },
    'show.answered': { locals: { ...show, stage: poll, mine: options[1]!.id } },
    'show.results': {
      locals: { ...show, stage: { ...poll, is_open: false, is_revealed: true, options }, mine: options[1]!.id },
    },
    'show.faults': {
      locals: { ...show, questions: [], form: typed({ text: '' }, [{ field: 'text', text: 'Enter your question' }]) },
    },
    'show.page': { locals: { ...show, stage: page } },
    'show.break': { locals: { ...show, stage: pause } },
    'show.waiting': { locals: show },
    'show.early': { locals: { ...show, room: { ...closed, state: 'early', opens_words: '27 April 2027, 9:45am' } } },
    'show.over': { locals: { ...show, room: { ...closed, state: 'over' } } },
    'show.cancelled': { locals: { ...show, room: { ...closed, state: 'cancelled' } } },
    agenda: { as: ['trainer'], locals: agenda },
    'agenda.empty': { as: ['trainer'], locals: { ...agenda, items: [], source_choices } },
    questions: { as: ['trainer'], locals: asked },
    'questions.empty': { as: ['trainer'], locals: { ...asked, questions: [] } },
    people: { as: ['trainer'], locals: people },
    'people.empty': { as: ['trainer'], locals: { ...people, people_count: 0 } },
    code: { as: ['trainer'], locals: code },
    'code.early': {
      as: ['trainer'],
      locals: { ...code, code: null, room: { ...room, state: 'early', opens_words: '27 April 2027, 9:45am' } },
    },
    'code.over': { as: ['trainer'], locals: { ...code, code: null, room: { ...room, state: 'over' } } },
    'check-in': { locals: checkIn },
    'check-in.faults': {
      locals: {
        ...checkIn,
        form: typed({ code: '12345' }, [
          { field: 'code', text: 'Enter the 6 digits that are on the trainer’s screen' },
        ]),
      },
    },
    'check-in.early': {
      locals: { ...checkIn, room: { ...room, state: 'early', opens_words: '27 April 2027, 9:45am' } },
    },
    'check-in.over': { locals: { ...checkIn, room: { ...room, state: 'over' } } },
    'check-in.trainer': { as: ['trainer'], locals: { ...checkIn, room: { ...room, has_place: false, runs: true } } },
    'check-in.no-place': { locals: { ...checkIn, room: { ...room, has_place: false } } },
    'check-in.no-place-early': {
      locals: { ...checkIn, room: { ...room, has_place: false, state: 'early', opens_words: '27 April 2027, 9:45am' } },
    },
    'item-new': { as: ['trainer'], locals: form },
    'item-new.faults': {
      as: ['trainer'],
      locals: {
        ...form,
        form: typed({ title: '' }, [
          { field: 'title', text: 'Enter a title' },
          { field: 'options', text: 'Enter at least 2 answers' },
        ]),
      },
    },
    'item-edit': {
      as: ['trainer'],
      locals: {
        ...form,
        title: 'Change the break',
        kind: 'break',
        takes_answers: false,
        form: typed({ title: 'Coffee', length: '15' }),
        action: `${room.href}/items/${sampleId(83)}`,
        removal_action: `${room.href}/items/${sampleId(83)}/removal`,
      },
    },
    missing: { as: ['trainer'], locals: missing },
    'missing.early': { as: ['trainer'], locals: { ...missing, state: 'early', people: [] } },
    'missing.nobody': { as: ['trainer'], locals: { ...missing, people: [] } },
    'missing.over': { as: ['trainer'], locals: { ...missing, state: 'over' } },
    'missing.sent': { as: ['trainer'], locals: { ...missing, to_send: 0 } },
    'missing.in-person': { as: ['trainer'], locals: { ...missing, state: 'in-person' } },
    'missing.no-link': { as: ['trainer'], locals: { ...missing, state: 'no-link' } },
    'missing.cancelled': { as: ['trainer'], locals: { ...missing, state: 'cancelled' } },
  },
  mails: {
    missing: {
      name: 'Siân O’Brien-Żak',
      session_title: title,
      began_words: '10am',
      join_href: `http://localhost:3000/join/${'A'.repeat(22)}`,
      session_href: `http://localhost:3000${session}`,
    },
  },
}

/** Samples of My training, the start pages and an organisation's page. */
import type { RoomSamples } from '../sample.ts'
import { paging, sampleId } from '../sample.ts'
import { sixStrands } from './learning/facts.ts'

const done = { text: 'Done', classes: 'app-tag--good' }
const module = (number: number) => `/my-training/${sampleId(60)}/modules/${sampleId(60 + number)}`
const steps = [
  { title: 'What hate crime is', href: module(1), words: 'Done on 7 April 2027.', tag: done, modifier: 'done' },
  {
    title: 'Reporting routes and what happens next',
    href: module(2),
    words: 'Read it and mark it as done.',
    tag: { text: 'To do', classes: 'app-tag--info' },
    modifier: 'current',
  },
  {
    title: 'Check what you have learnt',
    href: null,
    words: 'Opens when you have finished “Reporting routes and what happens next”.',
    tag: { text: 'Not open yet', classes: 'app-tag--off' },
    modifier: 'locked',
  },
  {
    title: 'Live session',
    href: `/live-sessions/${sampleId(70)}`,
    words: 'You were not there on 6 April 2027. Book another one.',
    why: { href: `/attendance/${sampleId(71)}`, text: 'See why, and say if it is wrong: 6 April 2027' },
    tag: { text: 'To do', classes: 'app-tag--info' },
    modifier: null,
  },
]
const certificate = {
  programme_name: 'Third-party reporting centre',
  number: 'TPR-2026-000123-K',
  state_tag: { text: 'Current', classes: 'app-tag--good' },
  state_sentence: 'Valid until 12 October 2027.',
  is_valid: true,
  href: `/certificates/${sampleId(80)}`,
  pdf_href: `/certificates/${sampleId(80)}/certificate.pdf`,
}
const booking = {
  title: 'Champions: live session',
  day_words: 'Tuesday 27 April 2027',
  time_words: '10am to 12:30pm',
  tag: { text: 'You have a place', classes: 'app-tag--good' },
  href: `/live-sessions/${sampleId(70)}`,
  join_href: null,
  join_words: 'You can join from 27 April 2027, 9:45am.',
  length_words: '150 minutes',
  more_words: [] as string[],
}
const course = {
  title: 'Reporting centre refresher',
  programme_name: 'Third-party reporting centre',
  summary: 'A short refresher for people who take reports.',
  length_words: '3 modules, about 15 minutes.',
  first_words: null as string | null,
  start_href: `/my-training/${sampleId(61)}/enrolment`,
}
const goOn = {
  title: 'Reporting routes and what happens next',
  text: 'Step 2 of 4 of “Become a hate crime champion”. Read it and mark it as done.',
  button: { text: 'Continue', href: module(2), is_form: false },
}

const session = {
  title: 'Champions: live session',
  day_words: 'Tuesday 27 April 2027',
  time_words: '10am to 12:30pm',
  range_words: '27 April 2027, 10am to 12:30pm',
  places_words: '30 of 30',
  waiting: 3,
  is_draft: false,
  changes_href: `/live-sessions/${sampleId(70)}/changes`,
  href: `/live-sessions/${sampleId(70)}`,
  bookings_href: `/live-sessions/${sampleId(70)}/bookings`,
  register_href: `/registers/${sampleId(71)}`,
}
const organisationHref = `/organisations/${sampleId(11)}`
const organisation = {
  name: 'Dacorum Borough Council',
  end_words: 'Ends on 1 April 2028',
  edit_href: `${organisationHref}/edit`,
  end_href: `${organisationHref}/end`,
  directory_href: `${organisationHref}/directory`,
  moving_href: `${organisationHref}/moving`,
  add_href: `/people/new?organisation_id=${sampleId(11)}`,
  facts: [
    { key: { text: 'Kind' }, value: { text: 'District council' } },
    { key: { text: 'Email domains' }, value: { text: 'dacorum.gov.uk' } },
  ],
}
const organisationPage = (current: string) => ({
  title: organisation.name,
  wide: true,
  back: { href: '/organisations', text: 'Organisations' },
  organisation,
  views: [
    { text: 'People', href: organisationHref, active: current === 'people' },
    { text: 'Coming bookings', href: `${organisationHref}?show=bookings`, active: current === 'bookings' },
    { text: 'Certificates', href: `${organisationHref}?show=champions`, active: current === 'champions' },
  ],
  figures: [
    { number: 14, label: 'people' },
    { number: 9, label: 'with a valid certificate' },
    { number: 4, label: 'in training' },
    { number: 1, label: 'with a place to come' },
  ],
  can_change: true,
})
const held = {
  programme_name: 'Hate crime champion',
  number: 'HCC-2026-000123-K',
  href: `/certificates/${sampleId(81)}`,
  tag: { text: 'Expiring', classes: 'app-tag--wait' },
  is_valid: true,
  awarded_words: '12 May 2026',
  valid_words: '12 May 2027',
}

export const homeSamples: RoomSamples = {
  pages: {
    'my-training': {
      locals: {
        title: 'My training',
        changes: [
          {
            title: 'Reporting centre refresher',
            href: `/my-training/changes/${sampleId(79)}`,
            day_words: '12 April 2027',
          },
        ],
        next: goOn,
        certificates: [certificate],
        courses: [
          {
            title: 'Become a hate crime champion',
            progress_words: '1 of 4 steps done',
            is_complete: false,
            missing_words: 'For your certificate you still need “Check what you have learnt” and “Live session”.',
            changes: [sixStrands],
            steps,
          },
          {
            title: 'Reporting centre refresher',
            progress_words: '1 of 1 steps done',
            is_complete: true,
            missing_words: 'You have done everything, the last of it on 12 October 2026.',
            changes: [],
            steps: steps.slice(0, 1),
          },
        ],
        evaluations: [
          {
            href: '/join/AAAAAAAAAAAAAAAAAAAAAA/evaluation',
            title: 'Hate crime champions: live session',
            day_words: '27 April 2027',
          },
        ],
        materials: [
          {
            title: 'Hate crime champions: live session',
            day_words: '27 April 2027',
            materials: [
              {
                title: 'Slides',
                href: `/live-sessions/${sampleId(70)}/materials/${sampleId(78)}`,
                words: 'PowerPoint, 3.4 MB',
                is_link: false,
              },
              {
                title: 'True Vision',
                href: 'https://www.report-it.org.uk/',
                words: 'www.report-it.org.uk',
                is_link: true,
              },
            ],
          },
        ],
        bookings: [
          { ...booking, more_words: ['Part 2: 4 May 2027, 10am to midday'] },
          { ...booking, join_href: `/join/${'A'.repeat(22)}`, join_words: null },
        ],
        needs_live_session: false,
        other_courses: [course],
        has_organisation: false,
      },
    },
    'my-training.fresh': {
      locals: {
        title: 'My training',
        changes: [],
        next: { ...goOn, button: { text: 'Start', href: course.start_href, is_form: true } },
        certificates: [],
        courses: [],
        bookings: [],
        materials: [],
        evaluations: [],
        needs_live_session: true,
        other_courses: [],
        has_organisation: true,
      },
    },
    start: {
      as: ['lead', 'trainer', 'coordinator', 'administrator'],
      locals: {
        title: 'Home',
        wide: true,
        learner: { title: 'You are up to date', text: 'There is nothing left to do.', button: null, is_quiet: true },
        trainer: {
          tasks: [{ count: 1, text: 'person says they were there', href: '/registers/claims' }],
          on_now: [
            {
              title: session.title,
              href: session.href,
              room_href: `${session.href}/room/agenda`,
              register_href: session.register_href,
              words: 'Begins at 10am. 18 booked.',
              range_words: session.range_words,
            },
          ],
          coming: [session],
          to_close: [session],
        },
        coordinator: {
          tasks: [
            { count: 2, text: 'invitations came back', href: '/people?state=refused' },
            { count: 1, text: 'register is not closed', href: '/registers' },
          ],
          reviews: [
            {
              title: 'Become a hate crime champion',
              href: `/courses/versions/${sampleId(62)}`,
              words: 'Not yet reviewed. Owner: Hate crime team',
            },
          ],
          coming: [session],
          figures: [
            { number: 1_053, label: 'champions', href: '/roster' },
            { number: 25, label: 'organisations', href: '/organisations' },
          ],
        },
        lead: {
          organisations: [
            { name: organisation.name, href: organisationHref, words: ['14 people', '9 with a valid certificate'] },
          ],
          tasks: [{ count: 1, text: 'person asks to join', href: '/people/join-requests' }],
        },
        administrator: { tasks: [] },
      },
    },
    'start.quiet': {
      as: ['trainer', 'coordinator'],
      locals: {
        title: 'Home',
        wide: true,
        learner: null,
        trainer: { tasks: [], on_now: [], coming: [], to_close: [] },
        coordinator: { tasks: [], reviews: [], coming: [], figures: [] },
        lead: null,
        administrator: null,
      },
    },
    'organisation-people': {
      as: ['coordinator'],
      locals: {
        ...organisationPage('people'),
        paging: paging(140, 2),
        remind_href: `${organisationHref}/reminders`,
        members: [
          {
            person_id: sampleId(40),
            came_back_words:
              'Mail came back on 12 April 2027: The mailbox is full (5.2.2). The next mail may get through.',
            todo: null,
            can_remind: true,
            reminded_words: '',
            full_name: 'Siân O’Brien-Żak',
            href: `/people/${sampleId(40)}`,
            is_lead: true,
            job_title: 'Community safety lead',
            booking: null,
            courses: ['Become a hate crime champion: complete'],
            certificates: [held],
          },
          {
            person_id: sampleId(41),
            todo: 'The training to begin',
            can_remind: true,
            reminded_words: '',
            full_name: '李小龍',
            href: null,
            is_lead: false,
            job_title: null,
            booking: { words: '27 April 2027, 10am (waiting list)', title: session.title, href: session.href },
            courses: [],
            certificates: [],
          },
        ],
      },
    },
    'organisation-people.empty': {
      as: ['lead'],
      locals: { ...organisationPage('people'), can_change: false, back: null, paging: paging(0), members: [] },
    },
    reminders: {
      as: ['lead'],
      locals: {
        title: `Remind people of ${organisation.name}`,
        back: { href: organisationHref, text: organisation.name },
        action: `${organisationHref}/reminders`,
        days: 7,
        due: 1,
        people: [
          { full_name: '李小龍', todo: 'The training to begin', note: '', is_due: true },
          {
            full_name: 'Siân O’Brien-Żak',
            todo: '2 modules of “Become a hate crime champion” to do',
            note: 'Reminded on 10 April 2027',
            is_due: false,
          },
        ],
      },
    },
    'reminders.nobody': {
      as: ['lead'],
      locals: {
        title: `Remind people of ${organisation.name}`,
        back: { href: organisationHref, text: organisation.name },
        action: `${organisationHref}/reminders`,
        days: 7,
        due: 0,
        people: [],
      },
    },
    'organisation-bookings': {
      as: ['coordinator'],
      locals: {
        ...organisationPage('bookings'),
        sessions: [
          {
            title: session.title,
            href: session.href,
            when_words: session.range_words,
            book_href: `${session.href}/bookings/new`,
            people: [
              { full_name: 'Siân O’Brien-Żak', is_waiting: false },
              { full_name: '李小龍', is_waiting: true },
            ],
          },
        ],
      },
    },
    'organisation-champions': {
      as: ['coordinator'],
      locals: {
        ...organisationPage('champions'),
        champions: [{ full_name: 'Siân O’Brien-Żak', person_href: `/people/${sampleId(40)}`, ...held }],
      },
    },
  },
  mails: {
    'training-reminder': {
      full_name: 'Siân O’Brien-Żak',
      organisation_name: 'Dacorum Borough Council',
      todo: '2 modules of “Become a hate crime champion” to do',
      href: 'https://champions.example/my-training',
    },
  },
}

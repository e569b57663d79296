/** The refresher for people who take reports at a third-party reporting centre. */
import type { CourseSeed } from '../course-seed.ts'
import { questions } from './questions.ts'

const checked = {
  owner: 'Hate crime team',
  law_as_at: '2026-11-22',
  review_by: '2027-05-22',
}

export const course: CourseSeed = {
  programme: {
    slug: 'third-party-reporting-centre',
    name: 'Third-party reporting centre',
    code: 'TPR',
    description:
      'Third-party reporting centres help people to report hate crime in a place they know, without having to go to ' +
      'the police themselves.',
    validity_months: 12,
    renewal_days: 90,
    grace_months: 2,
    certificate_wording:
      'Completed the refresher for third-party reporting centres, took part in its live session and passed its quiz.',
  },
  title: 'Reporting centre refresher',
  kind: 'refresher',
  summary:
    'A short refresher for people who take reports: your role, taking a report with care, a quiz and one live session.',
  order: 'fixed',
  owner: 'Hate crime team',
  reviewer: 'not yet reviewed',
  live_parts: [{ key: 'refresher-session', title: 'Refresher session', attendance_percent: 80 }],
  modules: [
    {
      ...checked,
      kind: 'page',
      key: 'your-role-as-a-reporting-centre',
      title: 'Your role as a reporting centre',
      summary: 'What a centre does, what it leaves to the police, and a checklist for today.',
      length_minutes: 5,
      content_notice: 'This module speaks about hate crime in general terms. You can stop at any time.',
      exit_page: true,
      file: '01-your-role-as-a-reporting-centre.md',
    },
    {
      ...checked,
      kind: 'page',
      key: 'taking-a-report-with-care',
      title: 'Taking a report with care',
      summary: 'Safety, comfort, privacy and choice first, then the report in the person’s own words.',
      length_minutes: 5,
      content_notice:
        'This module walks through a conversation with someone who was targeted, without graphic detail. You can ' +
        'skip the story and stop at any time.',
      exit_page: true,
      file: '02-taking-a-report-with-care.md',
    },
    {
      ...checked,
      kind: 'quiz',
      key: 'check-what-you-know',
      title: 'Check what you know',
      summary: 'Five questions, no time limit, and as many tries as you like. Every answer is explained.',
      length_minutes: 5,
      content_notice: 'Some questions are about a child or an adult at risk, without detail. Take a break if you like.',
      exit_page: true,
      pass_percent: 80,
      attempts_allowed: null,
      draw_count: 5,
      questions,
    },
  ],
}

/** The first course of a hate crime champion: six pages, a check of learning and one live session. */
import type { CourseSeed } from '../course-seed.ts'
import { questions } from './questions.ts'

const checked = {
  owner: 'Hate crime team',
  law_as_at: '2026-11-22',
  review_by: '2027-05-22',
}

export const course: CourseSeed = {
  programme: {
    slug: 'hate-crime-champion',
    name: 'Hate crime champion',
    code: 'HCC',
    description:
      'Hate crime champions are a visible point of contact in their organisation. They listen, explain the ways to ' +
      'report, point people to support and raise awareness.',
    validity_months: 12,
    renewal_days: 90,
    grace_months: 2,
    certificate_wording:
      'Completed the hate crime champion course, took part in its live session and passed its check of learning.',
  },
  title: 'Become a hate crime champion',
  kind: 'initial',
  summary:
    'What hate crime is, how to listen, how to help someone report and find support, and how to be a champion where ' +
    'you work or volunteer. Six short modules at your own speed, a quiz and one live session.',
  order: 'fixed',
  owner: 'Hate crime team',
  reviewer: 'not yet reviewed',
  live_parts: [{ key: 'live-session', title: 'Live session', attendance_percent: 80 }],
  modules: [
    {
      ...checked,
      kind: 'page',
      key: 'what-hate-crime-is',
      title: 'What hate crime is',
      summary: 'The definition, the five strands, and why recording and proof in court are two different tests.',
      length_minutes: 8,
      content_notice:
        'This module gives short examples of hate crime, such as damage and threats. There are no slurs and no ' +
        'graphic detail. You can stop at any time.',
      exit_page: true,
      file: '01-what-hate-crime-is.md',
    },
    {
      ...checked,
      kind: 'page',
      key: 'impact-and-barriers',
      title: 'Impact and barriers',
      summary: 'How hate crime affects people and communities, why many do not report, and signs of repeated abuse.',
      length_minutes: 9,
      content_notice:
        'This module describes how hate crime can make people feel, repeated abuse, and abuse by someone who calls ' +
        'themselves a friend. You can skip the stories and stop at any time.',
      exit_page: true,
      file: '02-impact-and-barriers.md',
    },
    {
      ...checked,
      kind: 'page',
      key: 'listening-and-first-response',
      title: 'Listening and first response',
      summary: 'Five steps for the first few minutes, words that help, the limits of your role, and looking after you.',
      length_minutes: 9,
      content_notice:
        'This module is about hearing from people who were targeted. One sentence mentions suicide, without detail. ' +
        'You can skip the stories and stop at any time.',
      exit_page: true,
      file: '03-listening-and-first-response.md',
    },
    {
      ...checked,
      kind: 'page',
      key: 'reporting-routes-and-what-happens-next',
      title: 'Reporting routes and what happens next',
      summary: 'Choosing a way to report, what anonymous means, what to keep, and what may follow a report.',
      length_minutes: 9,
      content_notice:
        'This module mentions graffiti, online abuse and threats, and one sentence mentions sexual images of ' +
        'children, without detail. You can skip the stories and stop at any time.',
      exit_page: true,
      file: '04-reporting-routes-and-what-happens-next.md',
    },
    {
      ...checked,
      kind: 'page',
      key: 'confidentiality-consent-safeguarding-and-records',
      title: 'Confidentiality, consent, safeguarding and records',
      summary: 'What you can keep private, when you must act, and how to write short and safe notes.',
      length_minutes: 9,
      content_notice:
        'This module mentions a young person who is afraid to go home and adults who may be at risk, without ' +
        'detail. You can skip the stories and stop at any time.',
      exit_page: true,
      file: '05-confidentiality-consent-safeguarding-and-records.md',
    },
    {
      ...checked,
      kind: 'page',
      key: 'being-a-champion-in-your-organisation',
      title: 'Being a champion in your organisation',
      summary: 'Your role, a simple plan for the year, speaking up safely, and keeping your certificate current.',
      length_minutes: 8,
      content_notice:
        'This module describes a joke about a group of people and hostile behaviour on a bus, without repeating the ' +
        'words. You can skip the stories and stop at any time.',
      exit_page: true,
      file: '06-being-a-champion-in-your-organisation.md',
    },
    {
      ...checked,
      kind: 'quiz',
      key: 'check-what-you-have-learnt',
      title: 'Check what you have learnt',
      summary: 'Ten questions, no time limit, and as many tries as you like. Every answer is explained.',
      length_minutes: 10,
      content_notice:
        'Some questions describe abuse in a few words, and one is about a young person at risk. There is no time ' +
        'limit, so take a break whenever you like.',
      exit_page: true,
      pass_percent: 80,
      attempts_allowed: null,
      draw_count: 10,
      questions,
    },
  ],
}

/** The module and the result that the samples of learning share. */
import { sampleId } from '../../sample.ts'

export const course = `/my-training/${sampleId(80)}`
export const module = {
  back: { href: '/my-training', text: 'My training' },
  course_title: 'Become a hate crime champion',
  place_words: 'Module 2 of 7',
  length_words: 'About 9 minutes',
  summary: 'How hate crime affects people and communities.',
  href: `${course}/modules/${sampleId(81)}`,
  done_words: null,
  overdue_words: null as string | null,
  changed_words: null as string | null,
  changes: [] as { title: string; blocks: { kind: string; html: string }[] }[],
  opens_words: null as string | null,
  or_live_words: null as string | null,
  first: null,
  next: { href: `${course}/modules/${sampleId(82)}`, text: 'Go on to “Listening and first response”' },
}
/** What was written of a version, above what is to be done again because of it. */
export const sixStrands = {
  title: 'What changed in version 2',
  blocks: [{ kind: 'prose', html: '<p>Since April the law counts <strong>six</strong> strands.</p>' }],
}
export const draw_words =
  'The questions were drawn by chance, with the seed 9fK2mQ7xTz1LwYp0aVbN3g from version 2 of the quiz. With it a trainer can draw the same ones again.'
export const content_notice = 'This module describes how hate crime can make people feel. You can stop at any time.'

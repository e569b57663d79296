/** Samples of modules and of what changed in a course. */
import type { RoomSamples } from '../../sample.ts'
import { sampleId } from '../../sample.ts'
import { sampleBlocks } from '../course-blocks.ts'
import { sampleFrame } from '../package-frame.ts'
import { module, content_notice, sixStrands } from './facts.ts'

export const moduleSamples: RoomSamples['pages'] = {
  module: {
    locals: {
      ...module,
      title: 'Impact and barriers',
      exit_page: true,
      content_notice,
      overdue_words: 'This was to be checked by 22 May 2027, and nobody has said yet that it was.',
      or_live_words: 'Or attend 80% of “Live session”: that counts the same.',
      stands_in_for: null,
      instead: { title: 'Impact, in short', href: module.href },
      content: {
        content_notice: null,
        blocks: sampleBlocks,
        notes: {
          href: `${module.href}/notes`,
          kept: {
            'reflection-think-about-it': { text: 'My neighbour did, last year.', ticked: [] },
            'checklist-what-i-will-do': { text: '', ticked: ['put-the-poster-up'] },
          },
        },
        documents: [],
        law_as_at_words: '22 November 2026',
        owner: 'Hate crime team',
      },
    },
  },
  'module.done': {
    locals: {
      ...module,
      title: 'Impact and barriers',
      done_words: '12 April 2027',
      content_notice: null,
      stands_in_for: { title: 'Impact and barriers', href: module.href },
      instead: null,
      content: {
        content_notice: null,
        blocks: [{ kind: 'prose', html: '<p>Short.</p>' }],
        notes: null,
        documents: [],
        law_as_at_words: null,
        owner: 'Hate crime team',
      },
    },
  },
  'module.again': {
    locals: {
      ...module,
      title: 'What the law says',
      changed_words: 'It has changed since you did it on 12 April 2027.',
      changes: [sixStrands],
      content_notice: null,
      stands_in_for: null,
      instead: null,
      content: {
        content_notice: null,
        blocks: [{ kind: 'prose', html: '<p>Six strands are protected.</p>' }],
        notes: null,
        documents: [],
        law_as_at_words: '1 May 2027',
        owner: 'Hate crime team',
      },
    },
  },
  change: {
    locals: {
      title: 'What changed',
      back: module.back,
      course_title: module.course_title,
      asked_words: 'Version 3 of the course, 12 April 2027.',
      is_required: true,
      blocks: [{ kind: 'prose', html: '<p>Since April the law counts one strand more.</p>' }],
      href: `/my-training/changes/${sampleId(79)}`,
      done_words: null,
    },
  },
  'not-open': {
    locals: {
      ...module,
      title: 'Listening and first response',
      opens_words: 'Opens when you have finished “Impact and barriers”.',
      first: { title: 'Impact and barriers', href: module.href },
    },
  },
  package: {
    locals: {
      ...module,
      ...{ title: 'The basics', content_notice, instead: { title: 'The basics, to read', href: '/my-training' } },
      facts: [
        'It has 2 parts.',
        'It is done when you have gone through all of its parts and passed its test.',
        'What you do is saved as you go. You can stop at any time and carry on later.',
      ],
      so_far_words: 'You began on 12 April 2027. 1 of 2 parts done. Time: 12 minutes. Score: 60%. Not passed yet.',
      open_href: `${module.href}/package`,
      open_text: 'Carry on',
      no_host: false,
    },
  },
  'package.done': {
    locals: {
      ...module,
      ...{ title: 'The basics', content_notice: null, instead: null, done_words: '12 April 2027', facts: [] },
      ...{ so_far_words: null, open_href: `${module.href}/package`, open_text: 'Open it again', no_host: false },
    },
  },
  'package-open': { locals: { ...module, title: 'The basics', wide: true, instead: null, frame: sampleFrame } },
}

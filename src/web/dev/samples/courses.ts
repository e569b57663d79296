/** Samples of the authors' pages: programmes, courses, versions. */
import type { PageSample, RoomSamples } from '../sample.ts'
import { sampleId, typed } from '../sample.ts'
import { courseFolderSamples } from './course-folders.ts'
import { courseModuleSamples, writtenAlone } from './course-modules.ts'

const back = { href: '/courses', text: 'Courses' }
const versionHref = `/courses/versions/${sampleId(20)}`
const toVersion = { href: versionHref, text: 'Version 2' }
const as: PageSample['as'] = ['trainer']

const listedCourse = {
  title: 'Become a hate crime champion',
  href: `/courses/${sampleId(21)}`,
  kind_words: 'First course',
  published_words: 'Version 1, 22 November 2026',
  published_href: `/courses/versions/${sampleId(22)}`,
  draft_words: 'Version 2',
  draft_href: versionHref,
  learner_count: 60,
}
const programme = {
  name: 'Hate crime champion',
  description: 'A visible point of contact.',
  edit_href: `/programmes/${sampleId(23)}/edit`,
  design_href: `/certificates/designs/${sampleId(23)}`,
  new_course_href: `/courses/new?programme_id=${sampleId(23)}`,
  validity_words: 'Certificates HCC are valid for 12 months, with 2 months of grace.',
  courses: [listedCourse, { ...listedCourse, title: 'Not published yet', published_words: null, draft_words: null }],
}
const listedVersion = {
  href: versionHref,
  number: 2,
  state: 'draft',
  published_words: 'Not published',
  reviewer: 'not yet reviewed',
  learner_words: '0 people',
}
const published = '22 November 2026, 10am, by Tam Trainer'
const course = {
  programme_name: 'Hate crime champion',
  kind_words: 'First course',
  open_draft: { href: `/courses/versions/${sampleId(21)}`, text: 'Open the draft: version 2' } as object | undefined,
  draft_button_words: 'Start a draft from version 1',
  edit_href: `/courses/${sampleId(21)}/edit`,
  import_href: `/courses/folders/new?course_id=${sampleId(21)}`,
  drafts_href: `/courses/${sampleId(21)}/drafts`,
  live_parts_href: `/courses/${sampleId(21)}/live-parts`,
  versions: [
    listedVersion,
    { ...listedVersion, number: 1, state: 'current', published_words: published, learner_words: '60 people' },
  ],
}
const module = {
  id: sampleId(24),
  href: `/courses/modules/${sampleId(24)}`,
  title: 'What hate crime is',
  kind_words: 'Page',
  place: 1,
  is_first: true,
  is_last: false,
  length_minutes: 8,
  law_words: '22 November 2026',
  review_words: '22 May 2027',
  is_overdue: false,
}
const version = {
  id: sampleId(20),
  href: versionHref,
  course_title: 'Become a hate crime champion',
  programme_name: 'Hate crime champion',
  number: 2,
  summary: 'What hate crime is, and how to listen.',
  owner: 'Hate crime team',
  reviewer: 'not yet reviewed',
  is_reviewed: false,
  is_draft: true,
  is_in_review: false,
  review_words: null as string | null,
  returned_note: 'The law box needs a date.' as string | null,
  published_words: null,
  order_words: 'One after the other',
  live_part_words: ['Live session: at least 80% attended'],
  minutes: 62,
  content_hash_words: null,
  modules: [
    module,
    { ...module, title: 'Check', kind_words: 'Quiz', place: 2, is_first: false, is_last: true, is_overdue: true },
  ],
}
const failing_links = [
  {
    module_title: 'What hate crime is',
    module_href: `/courses/modules/${sampleId(24)}`,
    text: 'the law',
    url: 'https://www.legislation.example/ukpga/2020/17/section/66',
    words: 'The page it leads to is not there any more, since 12 April 2027.',
  },
]
const draftForm = {
  title: 'Edit Become a hate crime champion',
  back: toVersion,
  version,
  ...writtenAlone,
  theirs: null as (typeof version & { first: string[] }) | null,
  order_choices: [
    { value: 'fixed', text: 'One after the other', hint: 'A module opens when the one before it is done' },
    { value: 'free', text: 'In any order' },
  ],
  live_parts: [{ id: sampleId(25), title: 'Live session' }],
  course_choices: [{ value: sampleId(28), text: 'What hate crime is: for everybody' }],
}
const newCourse = {
  title: 'Add a course',
  back,
  programme_choices: [{ value: sampleId(23), text: 'Hate crime champion' }],
  kind_choices: [
    { value: 'initial', text: 'First course', hint: 'For people who do not have the certificate yet' },
    { value: 'refresher', text: 'Refresher' },
  ],
}

export const courseSamples: RoomSamples = {
  pages: {
    list: {
      as: ['coordinator'],
      locals: {
        title: 'Courses',
        wide: true,
        can_edit_programmes: true,
        programmes: [programme, { ...programme, name: 'Third-party reporting centre', courses: [] }],
      },
    },
    'list.empty': { as, locals: { title: 'Courses', wide: true, can_edit_programmes: false, programmes: [] } },
    new: { as, locals: { ...newCourse, form: typed() } },
    'new.errors': {
      as,
      locals: {
        ...newCourse,
        form: typed({}, [{ field: 'kind', text: 'Select whether it is a first course or a refresher' }]),
      },
    },
    show: {
      as,
      locals: {
        title: 'Become a hate crime champion',
        back,
        form: typed(),
        course,
        live_parts: [
          { title: 'Live session', edit_href: null },
          { title: 'Practice', edit_href: `/courses/${sampleId(21)}/live-parts/${sampleId(26)}/edit` },
        ],
      },
    },
    edit: {
      as,
      locals: {
        title: 'Rename Become a hate crime champion',
        back,
        form: typed({ title: '' }, [{ field: 'title', text: 'Enter the title of the course' }]),
        action: `/courses/${sampleId(21)}`,
      },
    },
    'live-part-edit': {
      as,
      locals: {
        title: 'Rename ‘Practice’',
        back,
        form: typed({ title: 'Practice' }),
        action: `/courses/${sampleId(21)}/live-parts/${sampleId(26)}`,
      },
    },
    'show.empty': {
      as,
      locals: {
        title: 'New course',
        back,
        form: typed(),
        course: { ...course, open_draft: undefined, versions: [] },
        live_parts: [],
      },
    },
    version: {
      as,
      locals: {
        title: 'Become a hate crime champion: version 2',
        wide: true,
        back,
        version,
        failing_links,
        first: ['What hate crime is: for everybody'],
      },
    },
    'version.published': {
      as,
      locals: {
        ...{ title: 'Become a hate crime champion: version 1', wide: true, back, failing_links, first: [] },
        version: { ...version, is_draft: false, published_words: published, content_hash_words: 'f2f8e83b88549e47' },
      },
    },
    'version.review': {
      as,
      locals: {
        ...{ title: 'Become a hate crime champion: version 2', wide: true, back, failing_links, first: [] },
        version: {
          ...version,
          is_draft: false,
          is_in_review: true,
          review_words: 'Sent for review on 12 April 2027, 10am by Tam Trainer.',
        },
      },
    },
    'version.empty': {
      as,
      locals: {
        title: 'New course: version 1',
        wide: true,
        back,
        version: { ...version, modules: [] },
        failing_links,
        first: [],
      },
    },
    'version-edit': {
      as,
      locals: {
        ...draftForm,
        form: typed({ order: 'fixed', live_part_ids: [sampleId(25)], [`percent-${sampleId(25)}`]: '80' }),
      },
    },
    'version-edit.errors': {
      as,
      locals: {
        ...draftForm,
        theirs: { ...version, first: ['What hate crime is: for everybody'] },
        others: ['Ada Author has the details of this draft open.'],
        form: typed({ order: 'fixed', live_part_ids: [sampleId(25)] }, [
          { field: 'summary', text: 'Enter what the course is about' },
          { field: `percent-${sampleId(25)}`, text: 'Enter how much must be attended, from 1 to 100' },
        ]),
      },
    },
    'version-removal': { as, locals: { title: 'Throw away the draft?', back: toVersion, version, module_count: 7 } },
    ...courseFolderSamples,
    ...courseModuleSamples(version, toVersion),
  },
}

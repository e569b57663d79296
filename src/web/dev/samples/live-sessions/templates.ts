/** Samples of the pages of templates. */
import type { RoomSamples } from '../../sample.ts'
import { sampleId, typed } from '../../sample.ts'
import { session } from './facts.ts'
import { carrying_choices } from './scheduling.ts'

const template = {
  name: 'Champion course',
  words: '2 parts, online, 20 places, with trainers, a join link, reminders, 3 materials and 5 kept places',
  created_by_name: 'Leila Haddad' as string | null,
  use_href: `/live-sessions/new?template=${sampleId(78)}`,
  edit_href: `/live-sessions/templates/${sampleId(78)}/edit`,
  removal_href: `/live-sessions/templates/${sampleId(78)}/removal`,
}

export const templateSamples: RoomSamples['pages'] = {
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
        ...carrying_choices,
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
}

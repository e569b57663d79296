/** Samples of materials and reminders. */
import type { RoomSamples } from '../../sample.ts'
import { typed } from '../../sample.ts'
import { parts, session, material, materialLink } from './facts.ts'

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

export const materialSamples: RoomSamples['pages'] = {
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
}

/** Samples of the pages of programmes. */
import type { RoomSamples } from '../../sample.ts'
import { sampleId, typed } from '../../sample.ts'

const back = { href: '/courses', text: 'Courses' }
const programmeForm = {
  name: 'Hate crime champion',
  description: 'A visible point of contact.',
  validity_months: '12',
  renewal_days: '90',
  grace_months: '2',
  certificate_wording: 'Completed the course.',
}

export const programmeSamples: RoomSamples['pages'] = {
  'programme-new': { as: ['coordinator'], locals: { title: 'Add a programme', back, form: typed() } },
  'programme-new.errors': {
    as: ['coordinator'],
    locals: {
      title: 'Add a programme',
      back,
      form: typed(programmeForm, [{ field: 'code', text: 'Another programme has this code' }]),
    },
  },
  'programme-edit': {
    as: ['coordinator'],
    locals: {
      title: 'Edit Hate crime champion',
      back,
      form: typed(programmeForm),
      programme: { id: sampleId(23), code: 'HCC' },
      design_href: `/certificates/designs/${sampleId(23)}`,
    },
  },
  'programme-edit.cramped': {
    as: ['coordinator'],
    locals: {
      title: 'Edit Hate crime champion',
      back,
      form: typed(programmeForm, [
        {
          field: 'certificate_wording',
          text: 'This does not fit: it would be printed in 8 point, too small to read. Make it shorter',
        },
      ]),
      programme: { id: sampleId(23), code: 'HCC' },
      design_href: `/certificates/designs/${sampleId(23)}`,
    },
  },
}

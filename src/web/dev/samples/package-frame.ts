/** The frame of a package in samples; in the gallery it opens nothing. */
import { sampleId } from '../sample.ts'

export const sampleFrame = {
  title: 'The basics',
  href: `/my-training/${sampleId(80)}/modules/${sampleId(81)}/package`,
  origin: null,
  items: [
    { id: 'start', title: 'Before you start', depth: 0, is_heading: false },
    { id: 'basics', title: 'The basics', depth: 0, is_heading: true },
    { id: 'law', title: 'What the law says', depth: 1, is_heading: false },
  ],
  has_parts: true,
}

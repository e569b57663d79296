/** What a sample of a view is made of. Samples are plain data, as pages.ts of the room would give it to the template. */
import type { Role } from '../../platform/access.ts'
import { Form } from '../../platform/http/form.ts'
import type { FieldError, Typed } from '../../platform/http/form.ts'
import type { Paging } from '../../platform/http/paging.ts'
import type { PageLocals } from '../../platform/http/render.ts'

export interface PageSample {
  locals: PageLocals
  /** Who looks at it; a learner unless said. */
  as?: Role[] | 'signed-out'
  layout?: 'page' | 'print'
}

export interface RoomSamples {
  /** By the view's name; a further sample of the same view is `name.variant`, such as 'list.empty'. */
  pages: Record<string, PageSample>
  /** By the mail's name: the locals of both its templates. */
  mails?: Record<string, Record<string, unknown>>
}

/** A picture of a question, as pages show it. */
export const samplePicture = (alt: string) => ({
  src: 'data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAFElEQVR4nGNk+M/AwMDAxAADQAYAC4gBA7Y5TVgAAAAASUVORK5CYII=',
  alt,
  width: 2,
  height: 2,
})

export const sampleId = (number: number) => `01890000-0000-7000-8000-${String(number).padStart(12, '0')}`

export const typed = (fields: Typed = {}, errors: FieldError[] = []) => new Form(fields, errors)

export function paging(total: number, page = 1, limit = 50): Paging {
  const pages = Math.max(1, Math.ceil(total / limit))
  return { page, pages, total, limit, offset: (page - 1) * limit, href: (to) => `?page=${to}` }
}

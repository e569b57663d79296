/** The scheduling form as its template needs it: pure. */
import { prefixOf } from '../forms/parts.ts'

/** Each part of the form with the names of its fields; a form of one part does not speak of parts. */
export const formParts = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    position: index + 1,
    prefix: prefixOf(index + 1),
    name: count > 1 ? `Part ${index + 1}` : null,
  }))

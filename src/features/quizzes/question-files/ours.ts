/** What the formats of others have no place for, kept in a comment or an element that only we read. */
import { z } from 'zod'
import { difficulties, strands } from '../subjects.ts'

const oursSchema = z.object({
  points: z.number().int().min(1).max(100).optional(),
  is_critical: z.literal(true).optional(),
  strand: z.enum(strands).optional(),
  objective: z.string().min(1).max(300).optional(),
  difficulty: z.enum(difficulties).optional(),
  tags: z.array(z.string().min(1).max(40)).max(10).optional(),
  scoring: z.string().max(40).optional(),
  others: z.array(z.string().min(1).max(300)).max(8).optional(),
  unit: z.string().min(1).max(30).optional(),
  rubric: z
    .array(z.object({ criterion: z.string().min(1).max(300), points: z.number().int().min(1).max(20) }))
    .min(1)
    .max(8)
    .optional(),
})
export type Ours = z.infer<typeof oursSchema>

/** Undefined for anything that is not ours or was tampered with: the question is then read without. */
export function readOurs(json: string): Ours | undefined {
  try {
    const read = oursSchema.safeParse(JSON.parse(json))
    return read.success ? read.data : undefined
  } catch {
    return undefined
  }
}

/** On one line, whatever is in it. */
export const writeOurs = (ours: Ours): string => JSON.stringify(ours)

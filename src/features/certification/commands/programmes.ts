/** Adds and changes programmes, as long as what their certificates say can be printed and read. */
import type { Ctx } from '../../../platform/context.ts'
import { addProgramme, editProgramme, getProgramme } from '../../courses/index.ts'
import type { WordFault } from '../design.ts'
import { unprintableFaults } from '../design.ts'
import { besideFields } from '../fit.ts'
import { lockDesign, onlyIfItFits } from './fitting.ts'

type ProgrammeInput = Omit<Parameters<typeof editProgramme>[1], 'programme_id'>
type RefusedWords = { result: 'refused'; faults: WordFault[] }

/** What of a programme stands on paper. */
const printedOf = ({ name, name_cy, certificate_wording, certificate_wording_cy }: ProgrammeInput) => ({
  name,
  certificate_wording,
  name_cy: name_cy ?? null,
  certificate_wording_cy: certificate_wording_cy ?? null,
})
const fields = ['name', 'certificate_wording', 'name_cy', 'certificate_wording_cy'] as const

export async function addProgrammeThatFits(
  ctx: Ctx,
  input: Parameters<typeof addProgramme>[1],
): Promise<Awaited<ReturnType<typeof addProgramme>> | RefusedWords> {
  const faults = unprintableFaults(printedOf(input))
  if (faults.length > 0) return { result: 'refused', faults }
  const done = await onlyIfItFits(ctx, async (ctx, mustFit) => {
    const added = await addProgramme(ctx, input)
    if (added.result === 'added') await mustFit(added.id)
    return added
  })
  if (done.result !== 'cramped') return done
  return { result: 'refused', faults: besideFields(done.cramped, { fields, otherwise: 'certificate_wording' }) }
}

/** What stands on no paper is never refused for what does. */
export async function editProgrammeThatFits(
  ctx: Ctx,
  input: Parameters<typeof editProgramme>[1],
): Promise<{ result: Awaited<ReturnType<typeof editProgramme>> } | RefusedWords> {
  const before = printedOf(await getProgramme(ctx, input.programme_id))
  const after = printedOf(input)
  const changed = fields.filter((field) => before[field] !== after[field])
  const faults = unprintableFaults(Object.fromEntries(changed.map((field) => [field, after[field]])))
  if (faults.length > 0) return { result: 'refused', faults }
  const done = await onlyIfItFits(ctx, async (ctx, mustFit) => {
    await lockDesign(ctx, input.programme_id)
    const result = await editProgramme(ctx, input)
    if (result === 'saved' && changed.length > 0) await mustFit(input.programme_id)
    return { result }
  })
  if (done.result !== 'cramped') return done
  return { result: 'refused', faults: besideFields(done.cramped, { fields, otherwise: changed[0]! }) }
}

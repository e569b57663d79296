/** How the certificates of a programme are designed: the words, and how they look while they are typed. */
import type { Request, Response } from 'express'
import { hasRole } from '../../../platform/access.ts'
import { NotFound } from '../../../platform/errors.ts'
import { flash } from '../../../platform/http/flash.ts'
import { filledForm, readForm } from '../../../platform/http/form.ts'
import type { Form } from '../../../platform/http/form.ts'
import { sendSqueezed } from '../../../platform/http/packed.ts'
import { renderPage, renderPart } from '../../../platform/http/render.ts'
import { readSettings } from '../../../platform/settings.ts'
import type { ProgrammeRow } from '../../courses/index.ts'
import { getProgramme } from '../../courses/index.ts'
import type { TypedDesign } from '../commands/designs.ts'
import { designWith, faultsOfDesign, saveDesign } from '../commands/designs.ts'
import { lookAtSample } from '../commands/samples.ts'
import type { WordFault } from '../design.ts'
import { designForm, lookForm } from '../forms.ts'
import {
  changedFaults,
  designPage,
  isUnsaved,
  leftOverPage,
  legibleDesign,
  lookPage,
  notesOf,
  typedDesign,
} from '../pages/designs.ts'
import { svgUri } from '../pdf/slim.ts'
import { readDesign } from '../queries/designs.ts'
import { findSampleName, listSampleNames } from '../queries/facts.ts'
import { sampleNames } from '../rules.ts'

export const designHref = (programme: { id: string }): string => `/certificates/designs/${programme.id}`

export const designedProgramme = (req: Request): Promise<ProgrammeRow> =>
  getProgramme(req.ctx, String(req.params.programmeId))

export async function editDesign(req: Request, res: Response): Promise<void> {
  const programme = await designedProgramme(req)
  const design = await readDesign(req.ctx, programme.id)
  const look = lookOf(req.query)
  await showDesign(req, res, programme, filledForm({ ...typedDesign(programme, design), ...look }), {
    picture: `${designHref(programme)}/preview.svg?${new URLSearchParams(look).toString()}`,
    notes: [],
  })
}

type Preview = { picture: string | null; notes: WordFault[] }

const withFaults = (form: Form, faults: WordFault[]): Form =>
  faults.reduce((form, { field, text }) => form.withError(field, text), form)

const seenIn = (req: Request): string => String([req.body?.seen].flat()[0] ?? '')

async function showDesign(
  req: Request,
  res: Response,
  programme: ProgrammeRow,
  form: Form,
  preview: Preview,
): Promise<void> {
  const names = await listSampleNames(req.ctx)
  const design = await readDesign(req.ctx, programme.id)
  await renderPage(req, res, 'certification/design', {
    title: `Design of the certificate: ${programme.name}`,
    wide: true,
    back: hasRole(req.ctx.actor, 'coordinator')
      ? { href: '/courses', text: 'Courses' }
      : { href: '/certificates/samples', text: 'How certificates look' },
    form,
    ...designPage(programme, design, await readSettings(req.ctx)),
    left_over: leftOverPage(design, form.typed),
    is_unsaved: isUnsaved(form.typed, typedDesign(programme, design)),
    href: designHref(programme),
    look: lookPage(names, form.value('look_name')),
    preview: { ...preview, notes: notesOf(preview.notes) },
  })
}

export async function updateDesign(req: Request, res: Response): Promise<void> {
  const programme = await designedProgramme(req)
  const read = readForm(designForm, req)
  if (req.body?.action === 'preview') {
    const preview = await previewTyped(req, programme)
    // What does not fit is said beside its field, as when it is saved.
    return showDesign(req, res, programme, withFaults(filledForm(req.body), preview.notes), { ...preview, notes: [] })
  }
  if (!read.ok)
    return showDesign(req, res, programme, read.form, { ...(await previewTyped(req, programme)), notes: [] })
  const saved = await saveDesign(req.ctx, { programme_id: programme.id, ...read.values }, seenIn(req))
  const refuse = async (form: Form, faults: WordFault[]) =>
    showDesign(req, res, programme, withFaults(form, faults), {
      ...(await previewTyped(req, programme, faults)),
      notes: [],
    })
  if (saved.result === 'refused') return refuse(read.form, saved.faults)
  if (saved.result === 'changed') {
    const [now, design] = [await designedProgramme(req), await readDesign(req.ctx, programme.id)]
    const { seen } = typedDesign(now, design)
    return refuse(filledForm({ ...req.body, seen }), changedFaults(now, design, req.body))
  }
  const isSaved = saved.result === 'saved'
  flash(
    req,
    isSaved ? 'success' : 'notice',
    isSaved ? 'The design was saved. It counts from now on' : 'Nothing has changed',
  )
  res.redirect(303, `${designHref(programme)}?${new URLSearchParams(lookOf(req.body)).toString()}`)
}

/** What is typed, as it would be printed, with what is wrong with it (where that is not `known`); what cannot be printed is left out of the picture. */
async function previewTyped(req: Request, programme: ProgrammeRow, known?: WordFault[]): Promise<Preview> {
  const read = readForm(designForm, req)
  const typed: TypedDesign = { programme_id: programme.id, ...legibleDesign(req.body ?? {}, programme) }
  const faults = known ?? (read.ok ? await faultsOfDesign(req.ctx, { programme_id: programme.id, ...read.values }) : [])
  const { look_name, look_language } = lookOf(req.body)
  const name = (await lookedAtName(req, look_name)) ?? sampleNames.polish.name
  const designed = await designWith(req.ctx, typed)
  const is_longest = look_name === 'longest'
  const { svg } = await lookAtSample(req.ctx, { ...designed, name, language: look_language, is_longest })
  return { picture: svgUri(svg), notes: [...read.form.errors, ...faults] }
}

/** A piece of HTML for the script that shows the certificate while its words are typed. */
export async function createPreview(req: Request, res: Response): Promise<void> {
  const preview = await previewTyped(req, await designedProgramme(req))
  const html = renderPart(req.ctx, 'certification/_design_preview', {
    preview: { ...preview, notes: notesOf(preview.notes) },
  })
  await sendSqueezed(req, res.type('html'), html, 5)
}

/** The design as it is saved. */
export async function showPreview(req: Request, res: Response): Promise<void> {
  const programme = await designedProgramme(req)
  const { look_name, look_language } = lookOf(req.query)
  const name = await lookedAtName(req, look_name)
  if (name === null) throw new NotFound()
  const design = await readDesign(req.ctx, programme.id)
  const is_longest = look_name === 'longest'
  const { svg } = await lookAtSample(req.ctx, { programme, design, name, language: look_language, is_longest })
  await sendSqueezed(req, res.type('image/svg+xml'), svg, 10)
}

/** Nobody on file may have a name that can be printed; then the longest is that of a sample. */
const lookedAtName = async (req: Request, key: string): Promise<string | null> =>
  (await findSampleName(req.ctx, key)) ?? (key === 'longest' ? sampleNames.polish.name : null)

function lookOf(typed: unknown): { look_name: string; look_language: 'en' | 'cy' } {
  const read = lookForm.safeParse(typed ?? {})
  return read.success ? read.data : { look_name: 'longest', look_language: 'en' }
}

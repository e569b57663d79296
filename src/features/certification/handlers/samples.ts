/** How a programme's certificate looks with the longest name on file, and with names in other scripts, before anybody gets one. */
import type { Request, Response } from 'express'
import { hasRole } from '../../../platform/access.ts'
import { NotFound } from '../../../platform/errors.ts'
import { sendDownload } from '../../../platform/http/download.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { getProgramme, listProgrammes } from '../../courses/index.ts'
import { printSample } from '../commands/samples.ts'
import { readDesign } from '../queries/designs.ts'
import { findSampleName, listSampleNames } from '../queries/facts.ts'

export async function listSamples(req: Request, res: Response): Promise<void> {
  const names = await listSampleNames(req.ctx)
  const programmes = await listProgrammes(req.ctx)
  await renderPage(req, res, 'certification/samples', {
    title: 'How certificates look',
    back: hasRole(req.ctx.actor, 'coordinator')
      ? { href: '/courses', text: 'Courses' }
      : { href: '/admin/settings', text: 'Settings' },
    programmes: programmes.map(({ id, name, certificate_wording }) => ({
      name,
      wording: certificate_wording,
      design_href: `/certificates/designs/${id}`,
      samples: names.map((one) => ({
        ...one,
        href: `/certificates/samples/sample.pdf?programme_id=${id}&name=${one.key}`,
        welsh_href: `/certificates/samples/sample.pdf?programme_id=${id}&name=${one.key}&language=cy`,
      })),
    })),
  })
}

export async function showSample(req: Request, res: Response): Promise<void> {
  const asked = req.query.programme_id
  const programme =
    asked === undefined ? (await listProgrammes(req.ctx))[0] : await getProgramme(req.ctx, String(asked))
  if (!programme) throw new NotFound()
  const key = String(req.query.name ?? 'polish')
  const name = await findSampleName(req.ctx, key)
  if (name === null) throw new NotFound()
  const language = req.query.language === 'cy' ? 'cy' : 'en'
  const bytes = await printSample(req.ctx, {
    programme,
    design: await readDesign(req.ctx, programme.id),
    name,
    language,
  })
  sendDownload(
    res,
    { file_name: `sample-${programme.code}-${key}.pdf`, media_type: 'application/pdf', bytes },
    'inline',
  )
}

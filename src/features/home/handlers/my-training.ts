/** My training: what is done, what is next, and why there is no certificate yet. */
import { setTimeout as wait } from 'node:timers/promises'
import type { Request, Response } from 'express'
import { today } from '../../../lib/time.ts'
import { actorId } from '../../../platform/access.ts'
import type { Ctx } from '../../../platform/context.ts'
import { NotFound } from '../../../platform/errors.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { listCertificates } from '../../certification/index.ts'
import { myTrainingPage } from '../pages/my-training.ts'
import type { Training } from '../queries/training.ts'
import { readTraining } from '../queries/training.ts'
import { awaitsCertificate } from '../rules.ts'

export async function showMyTraining(req: Request, res: Response): Promise<void> {
  const training = await readSettledTraining(req.ctx, actorId(req.ctx.actor)!)
  const page = myTrainingPage(training, req.ctx.now, today(req.ctx.now))
  await renderPage(req, res, 'home/my-training', {
    title: 'My training',
    ...page,
    refresh_seconds: page.is_making ? 5 : null,
  })
}

/** From the result of the last quiz straight to the paper: the PDF where it is made, else My training, which says what is missing. */
export async function showCourseCertificate(req: Request, res: Response): Promise<void> {
  const { enrolments, certificates } = await readSettledTraining(req.ctx, actorId(req.ctx.actor)!)
  const enrolment = enrolments.find((one) => one.course_id === req.params.courseId)
  if (!enrolment) throw new NotFound()
  const certificate = certificates.find(
    (one) => one.programme_id === enrolment.programme_id && one.pdf_file_id !== null,
  )
  res.redirect(303, certificate ? `/certificates/${certificate.id}/certificate.pdf` : '/my-training')
}

const freshMilliseconds = 60_000
const waitsMilliseconds = [100, 200, 300, 400, 500]

/** Whoever has just done the last thing sees the certificate at once: the worker needs some tenths of a second for it. */
async function readSettledTraining(ctx: Ctx, personId: string): Promise<Training> {
  const training = await readTraining(ctx, personId)
  const isFresh = training.enrolments.some(
    (one) =>
      awaitsCertificate(one, training.certificates) &&
      ctx.now.getTime() - one.completion.completed_at!.getTime() < freshMilliseconds,
  )
  if (!isFresh) return training
  for (const milliseconds of waitsMilliseconds) {
    await wait(milliseconds)
    const certificates = await listCertificates(ctx, personId)
    if (!training.enrolments.some((one) => awaitsCertificate(one, certificates))) return { ...training, certificates }
  }
  return training
}

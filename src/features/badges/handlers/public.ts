/**
 * What anyone with the address can fetch: the badge in its formats, the status lists and the issuer's document. Nothing
 * is written; what its holder does not show answers as what does not exist.
 */
import type { Request, Response } from 'express'
import { isId, isSecret } from '../../../lib/ids.ts'
import { today } from '../../../lib/time.ts'
import type { Ctx } from '../../../platform/context.ts'
import { NotFound } from '../../../platform/errors.ts'
import { downloadHeaders } from '../../../platform/http/download.ts'
import { countTry, network } from '../../../platform/http/limits.ts'
import { readSettings } from '../../../platform/settings.ts'
import { certificateState, publicSentence } from '../../certification/index.ts'
import { getProgramme } from '../../courses/index.ts'
import { badgePng, badgeSvg, bakePng, bakeSvg } from '../baking.ts'
import * as credentials from '../credential.ts'
import { findShown, getLastList, listKeys, listSetBits } from '../queries.ts'
import type { Purpose } from '../rules.ts'
import { encodedList, servedAs } from '../rules.ts'
import { didDocument, didOf } from '../signing/did.ts'
import { signAsToken, signWithProof } from '../signing/sign.ts'

const referenceLimit = { name: 'badges', points: 120, seconds: 60 }

// Of the right shape, and nobody's.
const noReference = 'AAAAAAAAAAAAAAAAAAAAAA'

async function issuerOf(ctx: Ctx): Promise<credentials.Issuer> {
  const { force_name, contact_address } = await readSettings(ctx)
  return { base_url: ctx.config.base_url, force_name, contact_address }
}

/** Any site may read it; a copy is never older than this, also where we cannot be reached, so a revocation is seen within the minute. */
function forAnyone(res: Response, mediaType: string, seconds = 60): Response {
  res.setHeader('Cache-Control', `public, max-age=${seconds}, must-revalidate`)
  res.setHeader('Access-Control-Allow-Origin', '*')
  res.setHeader('Cross-Origin-Resource-Policy', 'cross-origin')
  res.setHeader('X-Robots-Tag', 'noindex, nofollow, noarchive')
  res.setHeader('Content-Type', mediaType)
  return res
}

const sendJson = (res: Response, value: object, mediaType: string, seconds?: number) =>
  forAnyone(res, mediaType, seconds).send(Buffer.from(JSON.stringify(value)))

async function getShown(req: Request) {
  await countTry(req.ctx.db, referenceLimit, network(req))
  const asked = String(req.params.reference)
  const shown = await findShown(req.ctx, isSecret(asked) ? asked : noReference)
  if (!shown) throw new NotFound()
  return { ...shown, state: certificateState(shown.certificate, today(req.ctx.now)) }
}

async function getBadge(req: Request) {
  const shown = await getShown(req)
  if (servedAs('3.0', shown.state) !== 'badge') throw new NotFound()
  return { ...shown, credential: credentials.openBadge(shown, await issuerOf(req.ctx)) }
}

async function proven(req: Request) {
  const { badge, certificate, credential } = await getBadge(req)
  const signed = await signWithProof(req.ctx, credential, badge.chosen_at)
  return { signed, file_name: certificate.number }
}

export async function showCredential(req: Request, res: Response): Promise<void> {
  sendJson(res, (await proven(req)).signed, 'application/vc+ld+json')
}

export async function showToken(req: Request, res: Response): Promise<void> {
  const token = await signAsToken(req.ctx, (await getBadge(req)).credential)
  forAnyone(res, 'application/vc+jwt').send(Buffer.from(token))
}

export async function showPicture(req: Request, res: Response): Promise<void> {
  const { signed, file_name } = await proven(req)
  downloadHeaders(forAnyone(res, 'image/png'), `${file_name}.png`, 'image/png', 'inline')
  res.send(bakePng(badgePng, JSON.stringify(signed)))
}

export async function showDrawing(req: Request, res: Response): Promise<void> {
  const { signed, file_name } = await proven(req)
  downloadHeaders(forAnyone(res, 'image/svg+xml'), `${file_name}.svg`, 'image/svg+xml', 'inline')
  res.send(bakeSvg(badgeSvg, JSON.stringify(signed)))
}

export async function showAssertion(req: Request, res: Response): Promise<void> {
  const shown = await getShown(req)
  const issuer = await issuerOf(req.ctx)
  switch (servedAs('2.0', shown.state)) {
    case 'badge':
      sendJson(res, credentials.hostedAssertion(shown, issuer), 'application/ld+json')
      return
    case 'void': {
      const { reference } = shown.certificate
      const reason = publicSentence(shown.certificate, shown.state)
      sendJson(res.status(410), credentials.voidAssertion(reference, reason, issuer), 'application/ld+json')
      return
    }
    case 'nothing':
      throw new NotFound()
  }
}

export const showStatusList =
  (purpose: Purpose) =>
  async (req: Request, res: Response): Promise<void> => {
    const { ctx } = req
    const asked = String(req.params.list)
    const list = /^[1-9]\d{0,5}$/.test(asked) ? Number(asked) : 0
    if (list === 0 || list > (await getLastList(ctx)).list) throw new NotFound()
    const bits = await encodedList(await listSetBits(ctx, list, purpose))
    const issuer = await issuerOf(ctx)
    const credential = credentials.statusListCredential({ purpose, list, encodedList: bits }, issuer, ctx.now)
    sendJson(res, await signWithProof(ctx, credential, ctx.now), 'application/vc+ld+json')
  }

/** Of the programme, and of nobody in it. */
export async function showClass(req: Request, res: Response): Promise<void> {
  const id = String(req.params.programmeId)
  if (!isId(id)) throw new NotFound()
  const { name, certificate_wording } = await getProgramme(req.ctx, id)
  const programme = { id, name, wording: certificate_wording }
  sendJson(res, credentials.badgeClass(programme, await issuerOf(req.ctx)), 'application/ld+json')
}

export async function showIssuer(req: Request, res: Response): Promise<void> {
  sendJson(res, credentials.hostedIssuer(await issuerOf(req.ctx)), 'application/ld+json')
}

export function showImage(_req: Request, res: Response): void {
  forAnyone(res, 'image/png', 86_400).send(badgePng)
}

export async function showDid(req: Request, res: Response): Promise<void> {
  const published = (await listKeys(req.ctx)).filter((key) => key.withdrawn_at === null)
  const document = didDocument(didOf(req.ctx.config.base_url), published)
  sendJson(res, document, 'application/did+ld+json')
}

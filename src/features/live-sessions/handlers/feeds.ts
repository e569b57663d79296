/** The page of one's calendar links, and the feeds themselves, which calendar programs read without signing in. */
import { createHash } from 'node:crypto'
import type { Request, Response } from 'express'
import { hasRole } from '../../../platform/access.ts'
import type { PersonActor } from '../../../platform/access.ts'
import { Forbidden, NotFound } from '../../../platform/errors.ts'
import { flash } from '../../../platform/http/flash.ts'
import { readForm } from '../../../platform/http/form.ts'
import { countTry, network } from '../../../platform/http/limits.ts'
import { renderPage } from '../../../platform/http/render.ts'
import { findActor } from '../../people/index.ts'
import { feedCalendar } from '../calendar-feed.ts'
import { makeFeed, revokeFeed } from '../commands/feeds.ts'
import { feedForm } from '../forms/feeds.ts'
import { feedCard, feedEvents, feedNames } from '../pages/feeds.ts'
import type { FeedKind, FeedRow } from '../queries/feeds.ts'
import * as queries from '../queries/feeds.ts'

const acting = (req: Request): PersonActor => req.ctx.actor as PersonActor

/** Programs look every few minutes at most; who guesses at links gets nowhere. */
const readings = { name: 'calendar-feed', points: 120, seconds: 3600 }
const guesses = { name: 'calendar-feed-guess', points: 60, seconds: 600 }

export async function showFeeds(req: Request, res: Response): Promise<void> {
  const feeds = await queries.listFeeds(req.ctx, acting(req).id)
  const kinds: FeedKind[] = hasRole(req.ctx.actor, 'coordinator') ? ['own', 'programme'] : ['own']
  await renderPage(req, res, 'live-sessions/calendar', {
    title: 'Your calendar',
    back: { href: '/live-sessions', text: 'Live sessions' },
    feeds: kinds.map((kind) => feedCard(kind, feeds, req.ctx.config.base_url)),
  })
}

function readKind(req: Request): FeedKind {
  const read = readForm(feedForm, req)
  const kind = read.ok ? read.values.kind : 'own'
  if (kind === 'programme' && !hasRole(req.ctx.actor, 'coordinator')) throw new Forbidden()
  return kind
}

export async function createFeed(req: Request, res: Response): Promise<void> {
  await makeFeed(req.ctx, { person_id: acting(req).id, kind: readKind(req) })
  flash(req, 'success', 'Here is your link. Any link you had before has stopped working.')
  res.redirect(303, '/calendar')
}

export async function removeFeed(req: Request, res: Response): Promise<void> {
  await revokeFeed(req.ctx, { person_id: acting(req).id, kind: readKind(req) })
  flash(req, 'success', 'The link has stopped working. Calendars that used it will be empty or say so.')
  res.redirect(303, '/calendar')
}

export async function readFeed(req: Request, res: Response): Promise<void> {
  const feed = await queries.findFeedByToken(req.ctx, String(req.params.token))
  if (!feed || !(await mayRead(req, feed))) {
    await countTry(req.ctx.db, guesses, network(req))
    throw new NotFound()
  }
  await countTry(req.ctx.db, readings, feed.id)
  const isOwn = feed.kind === 'own'
  const sessions = isOwn
    ? await queries.listOwnFeedSessions(req.ctx, feed.person_id)
    : await queries.listProgrammeFeedSessions(req.ctx)
  const partIds = sessions.flatMap((session) => session.parts.map((part) => part.id))
  const entries = await queries.listFeedEntries(req.ctx, partIds, isOwn ? feed.person_id : null)
  const { base_url } = req.ctx.config
  const body = feedCalendar(feedNames[feed.kind], feedEvents(sessions, entries, { base_url, keeps_uids: isOwn }))
  res.setHeader('Content-Type', 'text/calendar; charset=utf-8')
  res.setHeader('Content-Disposition', 'inline; filename="live-sessions.ics"')
  res.setHeader('Cache-Control', 'private, max-age=300')
  res.setHeader('X-Robots-Tag', 'noindex')
  res.setHeader('ETag', `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`)
  if (req.fresh) res.status(304).end()
  else res.end(body)
}

/** Rights are those of today, not of the day the link was made. */
async function mayRead(req: Request, feed: FeedRow): Promise<boolean> {
  if (feed.kind === 'own') return true
  const actor = await findActor(req.ctx, feed.person_id)
  return actor !== undefined && hasRole(actor, 'coordinator')
}

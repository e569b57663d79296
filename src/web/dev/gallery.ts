/** Every view with sample data: to look at, and for the test that renders them all. */
import { readdirSync } from 'node:fs'
import type { Request, Response } from 'express'
import type { Actor } from '../../platform/access.ts'
import { nobody } from '../../platform/access.ts'
import { NotFound } from '../../platform/errors.ts'
import { renderPage } from '../../platform/http/render.ts'
import { viewsFolder } from '../../platform/http/views.ts'
import { renderMail } from '../../platform/mail/render.ts'
import { allowFrame, sendFramed } from './framed.ts'
import type { PageSample, RoomSamples } from './sample.ts'
import { sampleId } from './sample.ts'
import { adminSamples } from './samples/admin.ts'
import { attendanceSamples } from './samples/attendance.ts'
import { badgeSamples } from './samples/badges.ts'
import { certificationSamples } from './samples/certification.ts'
import { courseSamples } from './samples/courses.ts'
import { devSamples } from './samples/dev.ts'
import { errorSamples } from './samples/errors.ts'
import { helpSamples } from './samples/help.ts'
import { homeSamples } from './samples/home.ts'
import { learningSamples } from './samples/learning.ts'
import { liveRoomSamples } from './samples/live-room.ts'
import { liveSessionSamples } from './samples/live-sessions.ts'
import { organisationSamples } from './samples/organisations.ts'
import { peopleSamples } from './samples/people.ts'
import { quizSamples } from './samples/quizzes.ts'
import { recordSamples } from './samples/records.ts'
import { reportSamples } from './samples/reports.ts'
import { rosterSamples } from './samples/roster.ts'
import { signInSamples } from './samples/sign-in.ts'

export const samples: Record<string, RoomSamples> = {
  organisations: organisationSamples,
  people: peopleSamples,
  'sign-in': signInSamples,
  help: helpSamples,
  quizzes: quizSamples,
  courses: courseSamples,
  'live-sessions': liveSessionSamples,
  attendance: attendanceSamples,
  'live-room': liveRoomSamples,
  learning: learningSamples,
  badges: badgeSamples,
  certification: certificationSamples,
  roster: rosterSamples,
  records: recordSamples,
  reports: reportSamples,
  admin: adminSamples,
  home: homeSamples,
  errors: errorSamples,
  dev: devSamples,
}

/** The views there are: pages and mails by room. What begins with an underscore is a part of others. */
export function listViews(): { room: string; pages: string[]; mails: string[] }[] {
  const rooms = readdirSync(viewsFolder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !['layouts', 'parts'].includes(entry.name))
    .map((entry) => entry.name)
  return rooms.toSorted().map((room) => {
    const files = readdirSync(`${viewsFolder}/${room}`, { recursive: true, encoding: 'utf8' })
    const named = (pattern: RegExp) => files.flatMap((file) => pattern.exec(file)?.[1] ?? []).toSorted()
    return { room, pages: named(/^([^_/][^/]*)\.ejs$/), mails: named(/^mail\/([^_/.]+)\.text\.ejs$/) }
  })
}

export const viewOf = (sample: string): string => sample.split('.')[0]!

export async function listGallery(req: Request, res: Response): Promise<void> {
  await renderPage(req, res, 'dev/gallery', {
    title: 'Gallery',
    wide: true,
    rooms: listViews().map(({ room, pages, mails }) => ({
      name: room,
      pages: pages.map((page) => ({
        name: page,
        samples: Object.keys(samples[room]?.pages ?? {})
          .filter((sample) => viewOf(sample) === page)
          .map((sample) => ({ text: sample, href: `/dev/gallery/${room}/${sample}` })),
      })),
      mails: mails.map((mail) => ({
        name: mail,
        samples: samples[room]?.mails?.[mail] ? [{ text: mail, href: `/dev/gallery/${room}/mail/${mail}` }] : [],
      })),
    })),
  })
}

function sampleActor(as: PageSample['as']): Actor {
  if (as === 'signed-out') return nobody
  const leads = as?.includes('lead') ? [sampleId(1)] : []
  return {
    kind: 'person',
    id: sampleId(2),
    full_name: 'Sam Sample',
    email: 'sam@partner.example',
    roles: as ?? [],
    leads,
  }
}

export async function showPage(req: Request, res: Response): Promise<void> {
  const [room, name] = [String(req.params.room), String(req.params.page)]
  const sample = Object.hasOwn(samples, room) ? samples[room]!.pages[name] : undefined
  if (!sample) throw new NotFound()
  req.ctx = { ...req.ctx, actor: sampleActor(sample.as) }
  await renderPage(req, res, `${room}/${viewOf(name)}`, sample.locals, sample.layout ? { layout: sample.layout } : {})
}

async function renderSampleMail(req: Request) {
  const [room, name] = [String(req.params.room), String(req.params.mail)]
  const locals = Object.hasOwn(samples, room) ? samples[room]!.mails?.[name] : undefined
  if (!locals) throw new NotFound()
  return renderMail(req.ctx, `${room}/mail/${name}`, locals)
}

export async function showMail(req: Request, res: Response): Promise<void> {
  const mail = await renderSampleMail(req)
  allowFrame(res)
  await renderPage(req, res, 'dev/sample-mail', {
    title: mail.subject,
    wide: true,
    back: { href: '/dev/gallery', text: 'Gallery' },
    html_href: `${req.originalUrl.split('?')[0]}/html`,
    text: mail.text,
  })
}

export async function showMailHtml(req: Request, res: Response): Promise<void> {
  const { html } = await renderSampleMail(req)
  sendFramed(res, html)
}

/** Asks another website whether there is something at an address: its head only, never led into our own network. */
import { lookup as systemLookup } from 'node:dns'
import type { LookupAddress } from 'node:dns'
import type { IncomingMessage } from 'node:http'
import { request as requestHttp } from 'node:http'
import { request as requestHttps } from 'node:https'
import { isIP } from 'node:net'
import { isPublicAddress } from '../../lib/public-address.ts'

/**
 * there: something answered for it, be it only that one must sign in or ask again later. gone: the place says that there
 * is nothing. faulty: it answered with a fault of its own. silent: nobody answered. not-asked: we do not go there.
 */
export type LinkAnswer = 'there' | 'gone' | 'faulty' | 'silent' | 'not-asked'

export interface AskedLink {
  answer: LinkAnswer
  /** Of HTTP; null where nobody answered. */
  status: number | null
}

type Resolve = (host: string) => Promise<LookupAddress[]>

export interface AskOptions {
  /** Who asks, for the log of the other place. */
  user_agent: string
  resolve?: Resolve
  /** For tests, which have only this machine and a port of their own. */
  is_allowed?: (address: string) => boolean
  port?: number
  milliseconds?: number
}

const mostRedirects = 5

const bySystem: Resolve = (host) =>
  new Promise((done, fail) => {
    systemLookup(host, { all: true }, (error, found) => (error ? fail(error) : done(found)))
  })

/** HEAD first, and GET where a place does not understand that; what a GET brings is not read. */
export async function askLink(url: string, options: AskOptions): Promise<AskedLink> {
  const first = await follow('HEAD', url, options)
  return first.status !== null && first.status >= 400 ? follow('GET', url, options) : first
}

async function follow(method: 'HEAD' | 'GET', url: string, options: AskOptions): Promise<AskedLink> {
  let at = URL.parse(url)
  for (let step = 0; step <= mostRedirects; step++) {
    if (!at || !/^https?:$/.test(at.protocol) || at.port !== '' || at.username !== '' || at.password !== '')
      return { answer: 'not-asked', status: null }
    const address = await addressOf(at.hostname, options)
    if (address === 'unknown') return { answer: 'silent', status: null }
    if (address === 'kept') return { answer: 'not-asked', status: null }
    const response = await send(method, at, address, options)
    if (response === null) return { answer: 'silent', status: null }
    const { statusCode: status = 0, headers } = response
    // Nothing more of it is wanted, however long it is.
    response.destroy()
    if (![301, 302, 303, 307, 308].includes(status)) return { answer: answerOf(status), status }
    at = URL.parse(headers.location ?? '', at.href)
  }
  return { answer: 'faulty', status: null }
}

function answerOf(status: number): LinkAnswer {
  if (status === 404 || status === 410) return 'gone'
  // To sign in, to be a person, to come later: somebody is at home.
  if (status < 400 || [401, 403, 405, 406, 407, 429, 451, 503, 999].includes(status)) return 'there'
  return 'faulty'
}

/** Looked up once, and connected to as found: a name that changes its mind in between leads nowhere else. */
async function addressOf(hostname: string, options: AskOptions): Promise<LookupAddress | 'unknown' | 'kept'> {
  const isAllowed = options.is_allowed ?? isPublicAddress
  const host = hostname.replace(/^\[|\]$/g, '')
  const family = isIP(host)
  if (family !== 0) return isAllowed(host) ? { address: host, family } : 'kept'
  if (!host.includes('.')) return 'kept'
  const found = await (options.resolve ?? bySystem)(host).catch(() => [])
  if (found.length === 0) return 'unknown'
  // One address of our own is reason enough.
  return found.every(({ address }) => isAllowed(address)) ? found[0]! : 'kept'
}

function send(
  method: 'HEAD' | 'GET',
  url: URL,
  address: LookupAddress,
  { user_agent, port, milliseconds = 10_000 }: AskOptions,
): Promise<IncomingMessage | null> {
  return new Promise((done) => {
    const request = (url.protocol === 'https:' ? requestHttps : requestHttp)(url, {
      method,
      agent: false,
      maxHeaderSize: 32_768,
      signal: AbortSignal.timeout(milliseconds),
      headers: { 'User-Agent': user_agent, Accept: '*/*', Host: url.host },
      ...(port === undefined ? {} : { port }),
      lookup: (_host, { all }, answer) =>
        all ? answer(null, [address]) : answer(null, address.address, address.family),
    })
    request.once('response', done)
    // What comes after the answer, such as our own end of it, is nobody's concern.
    request.on('error', () => done(null))
    request.end()
  })
}

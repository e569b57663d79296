/** Asking another website: what its answers mean, and that nobody is led into our own network. */
import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { isPublicAddress } from '../../../src/lib/public-address.ts'
import type { AskOptions } from '../../../src/platform/http/ask.ts'
import { askLink } from '../../../src/platform/http/ask.ts'

let server: Server
let asked: string[] = []

const answers: Record<string, (req: IncomingMessage, res: ServerResponse) => void> = {
  '/there': (_, res) => res.end('x'.repeat(100_000)),
  '/gone': (_, res) => res.writeHead(404).end(),
  '/fault': (_, res) => res.writeHead(500).end(),
  '/members': (_, res) => res.writeHead(401).end(),
  '/no-head': (req, res) => res.writeHead(req.method === 'HEAD' ? 404 : 200).end(),
  '/moved': (_, res) => res.writeHead(301, { Location: '/there' }).end(),
  '/circle': (_, res) => res.writeHead(302, { Location: '/circle' }).end(),
  '/inside': (_, res) => res.writeHead(302, { Location: 'http://inside.example/secret' }).end(),
  '/port': (_, res) => res.writeHead(302, { Location: 'http://place.example:5432/' }).end(),
  '/file': (_, res) => res.writeHead(302, { Location: 'file:///etc/passwd' }).end(),
  '/slow': () => {},
}

beforeAll(async () => {
  server = createServer((req, res) => {
    asked.push(`${req.method} ${req.headers.host}${req.url}`)
    answers[req.url!]!(req, res)
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})
beforeEach(() => {
  asked = []
})

const ask = (path: string) => {
  const options: AskOptions = {
    user_agent: 'Test',
    milliseconds: path === '/slow' ? 300 : 10_000,
    port: (server.address() as AddressInfo).port,
    resolve: async (host) => [{ address: host === 'place.example' ? '127.0.0.1' : '127.0.0.2', family: 4 }],
    is_allowed: (address) => address === '127.0.0.1',
  }
  return askLink(`http://place.example${path}`, options)
}

test.each([
  ['/there', { answer: 'there', status: 200 }, ['HEAD /there']],
  ['/gone', { answer: 'gone', status: 404 }, ['HEAD /gone', 'GET /gone']],
  ['/fault', { answer: 'faulty', status: 500 }, ['HEAD /fault', 'GET /fault']],
  ['/members', { answer: 'there', status: 401 }, ['HEAD /members', 'GET /members']],
  ['/no-head', { answer: 'there', status: 200 }, ['HEAD /no-head', 'GET /no-head']],
  ['/moved', { answer: 'there', status: 200 }, ['HEAD /moved', 'HEAD /there']],
  ['/circle', { answer: 'faulty', status: null }, Array.from({ length: 6 }, () => 'HEAD /circle')],
  ['/inside', { answer: 'not-asked', status: null }, ['HEAD /inside']],
  ['/port', { answer: 'not-asked', status: null }, ['HEAD /port']],
  ['/file', { answer: 'not-asked', status: null }, ['HEAD /file']],
  ['/slow', { answer: 'silent', status: null }, ['HEAD /slow']],
])('%s', async (path, answer, requests) => {
  expect(await ask(path)).toEqual(answer)
  expect(asked).toEqual(requests.map((one) => one.replace(' ', ' place.example')))
})

test('nothing is sent to our own network, however it is spelled', async () => {
  const plain = { user_agent: 'Test' }
  for (const url of [
    'http://127.0.0.1/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://[::1]/',
    'http://[::ffff:127.0.0.1]/',
    'http://169.254.169.254/latest/meta-data',
    'http://localhost/',
    'http://database/',
    'http://user:secret@example.org/',
    'http://example.org:5432/',
    'ftp://example.org/',
    'not an address',
  ])
    expect([url, await askLink(url, plain)]).toEqual([url, { answer: 'not-asked', status: null }])
  const mixed = async () => [
    { address: '93.184.215.14', family: 4 },
    { address: '10.0.0.1', family: 4 },
  ]
  expect(await askLink('http://two.example/', { ...plain, resolve: mixed })).toMatchObject({ answer: 'not-asked' })
  const unknown = () => Promise.reject(new Error('ENOTFOUND'))
  expect(await askLink('http://no.example/', { ...plain, resolve: unknown })).toMatchObject({ answer: 'silent' })
})

test('which addresses are public', () => {
  const own =
    '10.1.2.3 172.31.0.1 192.168.1.1 100.64.0.1 0.0.0.0 224.0.0.1 255.255.255.255 fe80::1 fc00::1 :: 2001:db8::1 2002:7f00:1:: 64:ff9b::7f00:1 ::ffff:10.0.0.1 x'
  expect(own.split(' ').filter(isPublicAddress)).toEqual([])
  expect(['93.184.215.14', '172.32.0.1', '2606:2800:21f:cb07::1'].every(isPublicAddress)).toBe(true)
})

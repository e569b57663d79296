/**
 * Somebody who checks badges and knows nothing of us: resolves did:web, takes the libraries' word for signatures, and
 * reads status lists by itself.
 */
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { DataIntegrityProof } from '@digitalbazaar/data-integrity'
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite'
import { verifyCredential } from '@digitalbazaar/vc'
import { importJWK, jwtVerify } from 'jose'
import type { JWK } from 'jose'

export type Fetch = (path: string) => Promise<{ status: number; text: string }>

interface DidDocument {
  id: string
  verificationMethod: { id: string; type: string; publicKeyJwk?: JWK }[]
  assertionMethod: string[]
}

interface Badge {
  issuer: string | { id: string }
  credentialStatus?: { statusPurpose: string; statusListIndex: string; statusListCredential: string }[]
  credentialSubject: { encodedList?: string; statusPurpose?: string }
}

const contexts: Record<string, string> = {
  'https://www.w3.org/ns/credentials/v2': 'credentials-v2.json',
  'https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json': 'open-badges-3.0.3.json',
}
const folder = new URL('../../../src/features/badges/contexts/', import.meta.url)

export function verifierOf(site: string, fetch: Fetch) {
  const read = async (url: string) => {
    if (!url.startsWith(`${site}/`)) throw new Error(`${url} is somewhere else`)
    const answer = await fetch(url.slice(site.length))
    if (answer.status !== 200) throw new Error(`${url}: ${answer.status}`)
    return JSON.parse(answer.text) as never
  }
  const resolve = async (did: string): Promise<DidDocument> => {
    const host = decodeURIComponent(did.replace(/^did:web:/, ''))
    const document: DidDocument = await read(`http://${host}/.well-known/did.json`)
    if (document.id !== did) throw new Error('The document is of somebody else')
    return document
  }
  const methodOf = async (url: string) => {
    const document = await resolve(url.split('#')[0]!)
    const method = document.verificationMethod.find((one) => one.id === url)
    if (!method || !document.assertionMethod.includes(url)) throw new Error(`No key ${url}`)
    return method
  }
  const documentLoader = async (url: string) => {
    const file = contexts[url]
    const document = file
      ? (JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as unknown)
      : url.includes('#')
        ? { '@context': 'https://w3id.org/security/multikey/v1', ...(await methodOf(url)) }
        : await resolve(url)
    return { contextUrl: null, documentUrl: url, document }
  }
  const issuerOf = (credential: Badge) =>
    typeof credential.issuer === 'string' ? credential.issuer : credential.issuer.id

  /** The proof alone; null where it holds. */
  async function checkProof(credential: object, now: Date): Promise<string | null> {
    const suite = new DataIntegrityProof({ cryptosuite })
    const checkStatus = () => Promise.resolve({ verified: true })
    const result = await verifyCredential({ credential, suite, documentLoader, now, checkStatus })
    if (!result.verified) return result.error?.errors?.[0]?.message ?? result.error?.message ?? 'not verified'
    const method = (credential as { proof: { verificationMethod: string } }).proof.verificationMethod
    return method.split('#')[0] === issuerOf(credential as Badge) ? null : 'signed by another'
  }

  async function checkStatus(badge: Badge, now: Date): Promise<string | null> {
    for (const entry of badge.credentialStatus ?? []) {
      const list: Badge = await read(entry.statusListCredential)
      const fault = await checkProof(list, now)
      if (fault) return `status list: ${fault}`
      if (issuerOf(list) !== issuerOf(badge)) return 'status list of another'
      if (list.credentialSubject.statusPurpose !== entry.statusPurpose) return 'status list for something else'
      const bits = gunzipSync(Buffer.from(list.credentialSubject.encodedList!.slice(1), 'base64url'))
      const index = Number(entry.statusListIndex)
      if (bits[index >> 3]! & (0x80 >> (index & 7))) return entry.statusPurpose
    }
    return null
  }

  return {
    /** Null: it is true and counts. */
    checkJson: async (text: string, now: Date): Promise<string | null> => {
      const badge = JSON.parse(text) as Badge
      return (await checkProof(badge, now)) ?? checkStatus(badge, now)
    },
    checkToken: async (token: string, now: Date, issuer?: string): Promise<string | null> => {
      try {
        const { payload } = await jwtVerify(
          token,
          async ({ kid }) => importJWK((await methodOf(kid!)).publicKeyJwk!, 'EdDSA'),
          { currentDate: now, algorithms: ['EdDSA'], ...(issuer === undefined ? {} : { issuer }) },
        )
        const badge = payload as unknown as Badge
        if (issuerOf(badge) !== payload.iss) return 'signed by another'
        return await checkStatus(badge, now)
      } catch (error) {
        return (error as Error).message
      }
    },
  }
}

/** The example of the W3C recommendation for eddsa-rdfc-2022: the libraries we sign with agree with it to the byte. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { from } from '@digitalbazaar/ed25519-multikey'
import { cryptosuite } from '@digitalbazaar/eddsa-rdfc-2022-cryptosuite'
import { credentialsContext, loadContext, openBadgesContext } from '../../../src/features/badges/signing/contexts.ts'

const read = (name: string) => readFileSync(new URL(`vector/${name}`, import.meta.url), 'utf8')
const signed = JSON.parse(read('signed.json')) as { '@context': string[]; proof: Record<string, string> }
const sha256 = (text: string) => createHash('sha256').update(text).digest()

/** The context of examples gives every word without a meaning one; the rest is the file that badges are signed with. */
const documentLoader = async (url: string) =>
  url === credentialsContext
    ? loadContext(url)
    : { contextUrl: null, documentUrl: url, document: { '@context': { '@vocab': `${url.replace(/\/v2$/, '')}#` } } }

const signature =
  '4d8e53c2d5b3f2a7891753eb16ca993325bdb0d3cfc5be1093d0a18426f5ef8578cadc0fd4b5f4dd0d1ce0aefd15ab120b7a894d0eb094ffda4e6553cd1ed50d'

test.each([
  [credentialsContext, 'bf6fd611e6773d58f649459a45dbbb81f94e8cfd058a756644cd5a4a882c4050'],
  [openBadgesContext, '7dc687659cf17c8e0bc60cfdc62f968ea1cbf1d8d7274a7c82488b2350ff50f1'],
])('%s is what its publisher has there, but for spaces', async (url, hash) => {
  expect(sha256(JSON.stringify((await loadContext(url)).document)).toString('hex')).toBe(hash)
})

test('what is hashed is what the recommendation prints', async () => {
  const { proof, ...document } = signed
  const { proofValue: _, ...options } = proof
  const { canonize } = cryptosuite
  expect(await canonize(document, { documentLoader })).toBe(read('document.nq'))
  expect(await canonize({ '@context': document['@context'], ...options }, { documentLoader })).toBe(read('proof.nq'))
})

test('the signature that it prints is found good, and not for another document', async () => {
  const [controller, publicKeyMultibase] = signed.proof.verificationMethod!.split('#') as [string, string]
  const key = await from({
    '@context': 'https://w3id.org/security/multikey/v1',
    id: signed.proof.verificationMethod!,
    type: 'Multikey',
    controller,
    publicKeyMultibase,
  })
  const check = (document: string) =>
    key.verifier().verify({
      data: Buffer.concat([sha256(read('proof.nq')), sha256(document)]),
      signature: Buffer.from(signature, 'hex'),
    })
  expect(await check(read('document.nq'))).toBe(true)
  expect(await check(read('document.nq').replace('Alumni', 'Other'))).toBe(false)
})

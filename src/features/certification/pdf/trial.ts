/** Whether a picture can be printed: a file may begin as one and be broken further on, and would stop the next award. */
import type { CertificateFacts, PictureToPrint } from '../pdf.ts'
import { printCertificate } from './printer.ts'

/** Of nobody, and without any other picture: what fails is the one that is tried. */
const nobody: CertificateFacts = {
  language: 'en',
  number: 'SAMPLE',
  name: 'Nobody',
  programme_name: 'Sample',
  course_title: 'Sample',
  wording: 'Sample',
  organisation_name: null,
  awarded_on: '2027-01-01',
  valid_to: '2028-01-01',
  force_name: 'Sample',
  signatory_name: 'Nobody',
  signatory_title: 'Sample',
  colour: '#1d3557',
  logo: null,
  law_as_at: null,
  verify_url: 'https://upstander.example/verify/',
  issued_at: new Date('2027-01-01T00:00:00Z'),
}

export async function isPrintablePicture(picture: PictureToPrint): Promise<boolean> {
  try {
    await printCertificate({ ...nobody, logo: { ...picture, alt: 'Sample' } })
    return true
  } catch {
    return false
  }
}

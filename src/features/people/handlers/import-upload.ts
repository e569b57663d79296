/** Takes the uploaded staff list, at most 10 MB of it. */
import { takeFile } from '../../../platform/http/upload.ts'

export const mostMegabytes = 10

export const takeUpload = takeFile('file', mostMegabytes * 1024 * 1024)

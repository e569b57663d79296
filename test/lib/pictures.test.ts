/** Pictures are what their bytes say, and no larger than can be printed. */
import { readPrintablePicture } from '../../src/lib/pictures.ts'

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAIAAAACCAIAAAD91JpzAAAAFElEQVR4nGNk+M/AwMDAxAADQAYAC4gBA7Y5TVgAAAAASUVORK5CYII=',
  'base64',
)

test('a picture is what its bytes say', () => {
  expect(readPrintablePicture(png)).toEqual({ media_type: 'image/png', width: 2, height: 2 })
  const jpeg = Buffer.from('ffd8ffe000104a46494600010100000100010000ffc0000b080010002001011100ffd9', 'hex')
  expect(readPrintablePicture(jpeg)).toEqual({ media_type: 'image/jpeg', width: 32, height: 16 })
  const huge = Buffer.from(png)
  huge.writeUInt32BE(5000, 16)
  const manyPixels = Buffer.from(png)
  manyPixels.writeUInt32BE(3000, 16)
  manyPixels.writeUInt32BE(3000, 20)
  for (const other of [
    huge,
    manyPixels,
    Buffer.from('<svg xmlns="…"><script/></svg>'),
    Buffer.from('ffd8', 'hex'),
    Buffer.alloc(0),
  ])
    expect(readPrintablePicture(other)).toBeNull()
})

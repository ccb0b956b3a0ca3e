import net from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { makeMailer } from './mailer.ts'

let server: net.Server | undefined
afterEach(() => new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve())))

/** A mail server that takes one mail, or refuses its recipient with `refusal`. */
async function mailServer(refusal?: string): Promise<{ url: string; received: string[] }> {
  const received: string[] = []
  server = net.createServer((socket) => {
    let writing = false
    const say = (line: string) => socket.write(`${line}\r\n`)
    say('220 test')
    socket.setEncoding('utf8').on('data', (chunk: string) => {
      for (const line of chunk.split('\r\n').filter(Boolean)) {
        if (writing) {
          if (line === '.') {
            writing = false
            say('250 taken')
          } else received.push(line)
        } else if (/^EHLO/i.test(line)) say('250 test')
        else if (/^RCPT/i.test(line)) say(refusal ?? '250 ok')
        else if (/^DATA/i.test(line)) {
          writing = true
          say('354 go on')
        } else if (/^QUIT/i.test(line)) {
          say('221 bye')
          socket.end()
        } else say('250 ok')
      }
    })
    socket.on('error', () => undefined)
  })
  await new Promise<void>((resolve) => server!.listen(0, '127.0.0.1', resolve))
  return { url: `smtp://127.0.0.1:${(server!.address() as net.AddressInfo).port}`, received }
}

const MAIL = {
  to: 'marta@clinica.example',
  subject: 'Tu nueva contraseña',
  text: 'Elige la nueva aquí:\n\nhttp://x/y\n',
}

test('a mail arrives, from whom we say, with its letters whole', async () => {
  const { url, received } = await mailServer()
  await makeMailer(url, 'Antesala <citas@clinica.example>').send(MAIL)
  const text = received.join('\n')
  expect(text).toContain('From: Antesala <citas@clinica.example>')
  expect(text).toContain('To: marta@clinica.example')
  expect(text).toMatch(/Subject: =\?UTF-8\?Q\?Tu_nueva_contrase=C3=B1a\?=/)
  expect(text).toContain('http://x/y')
})

test('without MAIL_FROM it comes from the account at the mail server', async () => {
  const { url, received } = await mailServer()
  await makeMailer(url, null).send(MAIL)
  expect(received.join('\n')).toContain('From: Antesala <antesala@127.0.0.1>')
})

test('an address that the server refuses is final', async () => {
  const { url } = await mailServer('550 no such mailbox')
  await expect(makeMailer(url, null).send(MAIL)).rejects.toMatchObject({ kind: 'vendor_refused', code: 'mail.refused' })
})

test('a full mailbox, or a server that is away, is worth another try', async () => {
  const { url } = await mailServer('452 mailbox full')
  await expect(makeMailer(url, null).send(MAIL)).rejects.toMatchObject({ kind: 'vendor_unreachable' })
  await expect(makeMailer('smtp://127.0.0.1:1', null).send(MAIL)).rejects.toMatchObject({
    kind: 'vendor_unreachable',
    code: 'mail.unreachable',
  })
})

/** All keys, on `?`. */
import { Kbd, Modal } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { places } from '../places.ts'
import { useKeysDoor } from './keys-door.ts'
import classes from './keys-help.module.css'

export function KeysHelp() {
  const { t } = useTranslation()
  const { opened, close } = useKeysDoor()
  const rows: [keys: string[], what: string][] = [
    [['/', 'Ctrl K'], t('shell.keys.search')],
    [['j', 'k'], t('shell.keys.move')],
    [['Intro'], t('shell.keys.open')],
    [['x'], t('shell.keys.select')],
    [['Esc'], t('shell.keys.close')],
    ...places.map(({ id, key }): [string[], string] => [
      [`g ${key}`],
      t('shell.keys.go', { place: t(`shell.places.${id}`) }),
    ]),
    [['?'], t('shell.keys.help')],
  ]
  return (
    <Modal
      opened={opened}
      onClose={close}
      title={t('shell.keysTitle')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <dl className={classes.list}>
        {rows.map(([keys, what]) => (
          <div key={what} className={classes.row}>
            <dt>{what}</dt>
            <dd>
              {keys.map((key) => (
                <Kbd key={key} size="sm">
                  {key}
                </Kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </Modal>
  )
}

/** Makes a key: what it is for and what it opens; then the key itself, this once. */
import { Button, Checkbox, Group, Modal, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useTranslation } from 'react-i18next'
import { isApiError } from '../../../api/api-error.ts'
import type { AccessScope } from '../../../api/session.ts'
import { es } from '../../../i18n/es.ts'
import { ShownOnce } from '../../../ui/shown-once.tsx'
import { useErrorText } from '../../../ui/use-error-text.ts'
import { FormAlert } from '../form-alert.tsx'
import classes from '../settings.module.css'
import { useCreateKey } from './keys.queries.ts'

const SCOPES = Object.keys(es.settings.keys.scope) as AccessScope[]

export function NewKeyDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const textOf = useErrorText()
  const create = useCreateKey()
  const form = useForm({
    initialValues: { name: '', scopes: [] as AccessScope[] },
    validate: { scopes: (scopes) => (scopes.length === 0 ? t('settings.keys.noScopes') : null) },
  })
  const made = create.data
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      // The key would be gone with a click beside the window.
      closeOnClickOutside={!made}
      closeOnEscape={!made}
      title={made ? t('settings.keys.made', { name: made.name }) : t('settings.keys.createTitle')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {made ? (
        <Stack gap="md">
          <ShownOnce label={t('settings.keys.keyLabel')} value={made.key} hint={t('settings.shownOnce')} />
          <Group justify="flex-end">
            <Button onClick={onClose}>{t('settings.keys.done')}</Button>
          </Group>
        </Stack>
      ) : (
        <form
          onSubmit={form.onSubmit((values) =>
            create.mutate(values, { onError: (error) => isApiError(error) && form.setErrors(error.byField()) }),
          )}
        >
          <Stack gap="md">
            <TextInput
              label={t('settings.keys.name')}
              placeholder={t('settings.keys.nameHint')}
              data-autofocus
              required
              withAsterisk={false}
              {...form.getInputProps('name')}
            />
            <Checkbox.Group label={t('settings.keys.scopes')} {...form.getInputProps('scopes')}>
              <div className={classes.scopes}>
                {SCOPES.map((scope) => (
                  <Checkbox key={scope} value={scope} size="xs" label={t(`settings.keys.scope.${scope}`)} />
                ))}
              </div>
            </Checkbox.Group>
            <FormAlert text={create.error ? textOf(create.error) : null} />
            <Group justify="flex-end" gap="xs">
              <Button variant="default" onClick={onClose}>
                {t('common.cancel')}
              </Button>
              <Button type="submit" loading={create.isPending}>
                {t('settings.keys.create')}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  )
}

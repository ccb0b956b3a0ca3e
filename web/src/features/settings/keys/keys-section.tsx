/** API keys: what each opens and when it was last used; made, shown once, revoked. */
import { Anchor, Button } from '@mantine/core'
import { IconKey, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ApiKeyWire } from '../../../../../contract/access.ts'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { useToasts } from '../../../ui/toasts.tsx'
import { useConfirm } from '../../../ui/use-confirm.tsx'
import { useFormat } from '../../../ui/use-format.tsx'
import { SectionFrame } from '../section-frame.tsx'
import classes from '../settings.module.css'
import { useApiKeys, useRevokeKey } from './keys.queries.ts'
import { NewKeyDialog } from './new-key-dialog.tsx'

export function KeysSection() {
  const { t } = useTranslation()
  const [making, setMaking] = useState(false)
  const create = (
    <Button leftSection={<IconPlus size={17} stroke={1.75} />} onClick={() => setMaking(true)}>
      {t('settings.keys.create')}
    </Button>
  )
  return (
    <>
      <SectionFrame
        title={t('settings.sections.keys')}
        summary={
          <>
            {t('settings.keys.summary')} <Anchor href="/docs">{t('settings.keys.docs')}</Anchor>
          </>
        }
        action={create}
        query={useApiKeys()}
      >
        {(keys) =>
          keys.length === 0 ? (
            <EmptyState icon={IconKey} title={t('settings.keys.none')} hint={t('settings.keys.noneHint')}>
              {create}
            </EmptyState>
          ) : (
            <ul className={classes.list}>
              {keys.map((key) => (
                <KeyRow key={key.id} apiKey={key} />
              ))}
            </ul>
          )
        }
      </SectionFrame>
      {making && <NewKeyDialog onClose={() => setMaking(false)} />}
    </>
  )
}

/** More are counted, with their names on hover. */
const SCOPES_SHOWN = 3

function KeyRow({ apiKey: { id, name, hint, scopes, created_at, created_by, last_used_at } }: { apiKey: ApiKeyWire }) {
  const { t } = useTranslation()
  const format = useFormat()
  const toasts = useToasts()
  const confirm = useConfirm()
  const revoke = useRevokeKey()
  const opens = scopes.map((scope) => t(`settings.keys.scope.${scope}`))
  const askRevoke = async () => {
    const sure = await confirm({
      title: t('settings.keys.revokeTitle', { name }),
      body: t('settings.keys.revokeBody'),
      verb: t('settings.keys.revokeVerb'),
      danger: true,
    })
    if (!sure) return
    revoke.mutate(id, {
      onSuccess: () => toasts.done(t('settings.keys.revoked')),
      onError: (error) => toasts.failed(error),
    })
  }
  return (
    <li className={classes.item}>
      <div className={classes.itemWords}>
        <strong>{name}</strong>
        <span title={opens.join(', ')}>
          {opens.slice(0, SCOPES_SHOWN).join(', ')}
          {opens.length > SCOPES_SHOWN && ` +${opens.length - SCOPES_SHOWN}`}
        </span>
        <span>
          {t('settings.keys.hint')} <code>{hint}</code> · {t('settings.keys.created').toLowerCase()}{' '}
          {format.when(created_at)} {t('settings.keys.by', { name: created_by })}
        </span>
      </div>
      <span className={classes.aside}>
        {t('settings.keys.lastUsed')}:{' '}
        {last_used_at ? format.when(last_used_at, { time: true }) : t('settings.keys.never')}
      </span>
      <Button
        variant="default"
        size="xs"
        aria-label={t('settings.keys.revokeLabel', { name })}
        loading={revoke.isPending}
        onClick={() => void askRevoke()}
      >
        {t('settings.keys.revoke')}
      </Button>
    </li>
  )
}

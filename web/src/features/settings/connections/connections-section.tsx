/** The vendors that this workspace works with: their account, whether it answers, where they send their webhooks. */
import { useTranslation } from 'react-i18next'
import { SectionFrame } from '../section-frame.tsx'
import { ConnectionForm } from './connection-form.tsx'
import { useConnections } from './connections.queries.ts'
import { HookAddress } from './hook-address.tsx'
import { isKnownVendor } from './vendors.ts'

export function ConnectionsSection() {
  const { t } = useTranslation()
  return (
    <SectionFrame
      title={t('settings.sections.connections')}
      summary={t('settings.connections.summary')}
      query={useConnections()}
    >
      {(connections) =>
        connections.map((connection) =>
          isKnownVendor(connection.vendor) ? (
            <section key={connection.vendor} aria-label={t(`settings.connections.vendors.${connection.vendor}.name`)}>
              <ConnectionForm key={connection.updated_at} vendor={connection.vendor} connection={connection} />
              <HookAddress vendor={connection.vendor} connection={connection} />
            </section>
          ) : null,
        )
      }
    </SectionFrame>
  )
}

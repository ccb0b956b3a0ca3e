/** The first step of an import: a file. Nothing is written until it has been looked at. */
import { Dropzone } from '@mantine/dropzone'
import '@mantine/dropzone/styles.layer.css'
import { Loader } from '@mantine/core'
import { IconFileSpreadsheet, IconFileUpload, IconFileX } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorState } from '../../ui/error-state.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import classes from './imports.module.css'
import { uploadImport } from './imports.queries.ts'
import { rememberFile } from './recent-file.ts'

const FILE_TYPES = {
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': ['.xlsx'],
  'text/csv': ['.csv'],
  'text/plain': ['.csv', '.txt'],
  'application/vnd.ms-excel': ['.csv'],
}

export function NewImportPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const queries = useQueryClient()
  /** What was dropped is no sheet; said until another file is chosen. */
  const [wrongType, setWrongType] = useState(false)
  const upload = useMutation({
    mutationFn: async (file: File) => {
      const preview = await uploadImport(file, {})
      rememberFile(preview.id, file)
      return preview
    },
    onSuccess: async (preview) => {
      void queries.invalidateQueries({ queryKey: ['imports'] })
      await navigate({ to: '/imports/$importId', params: { importId: preview.id } })
    },
  })
  return (
    <div className={classes.page}>
      <PageHeader title={t('imports.newTitle')} summary={t('imports.newHint')} />
      <div className={classes.body}>
        <Dropzone
          className={classes.drop}
          accept={FILE_TYPES}
          multiple={false}
          disabled={upload.isPending}
          aria-label={t('imports.drop')}
          onDrop={([file]) => {
            setWrongType(false)
            if (file) upload.mutate(file)
          }}
          onReject={() => {
            upload.reset()
            setWrongType(true)
          }}
          inputProps={{ 'aria-label': t('imports.drop') }}
        >
          {upload.isPending ? (
            <div className={classes.dropWords} role="status">
              <Loader size="sm" />
              <strong>{t('imports.reading', { file: upload.variables.name })}</strong>
              <span>{t('imports.readingHint')}</span>
            </div>
          ) : (
            <div className={classes.dropWords}>
              <Dropzone.Accept>
                <IconFileUpload size={32} stroke={1.5} aria-hidden />
              </Dropzone.Accept>
              <Dropzone.Reject>
                <IconFileX size={32} stroke={1.5} aria-hidden />
              </Dropzone.Reject>
              <Dropzone.Idle>
                <IconFileSpreadsheet size={32} stroke={1.5} aria-hidden />
              </Dropzone.Idle>
              <strong>{t('imports.drop')}</strong>
              <span>{t('imports.dropHint')}</span>
            </div>
          )}
        </Dropzone>
        {wrongType && (
          <p className={classes.problem} role="alert">
            {t('imports.wrongType')}
          </p>
        )}
        {upload.error && <ErrorState small error={upload.error} title={t('imports.notRead')} />}
      </div>
    </div>
  )
}

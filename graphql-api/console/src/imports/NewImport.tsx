import { Button, FileInput, Group, NativeSelect, SegmentedControl, Stack, Stepper, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import { Failure } from '../shell/Failure';
import { Page, Section, Waiting } from '../shell/Page';
import { PreviewOf } from './PreviewOf';
import { imports } from './server';
import type { ReadyMapping } from './server';
import { ONCE, useAsked } from './useAsked';
import classes from './imports.module.css';

/** Brings a table in: choose it and how it is to be read, look at what its rows become, then record it. */
export function NewImport() {
  const { t } = useTranslation();
  const [search, setSearch] = useSearchParams();
  const upload = search.get('upload');
  return (
    <Page title={t('imports.new')} about={t('imports.newWhat')}>
      <Stepper active={upload === null ? 0 : 1} size="sm" allowNextStepsSelect={false} className={classes['steps'] ?? ''}>
        <Stepper.Step label={t('imports.step.choose')} disabled />
        <Stepper.Step label={t('imports.step.preview')} disabled />
        <Stepper.Step label={t('imports.step.record')} disabled />
      </Stepper>
      {upload === null ? (
        <Choose onUploaded={(made) => setSearch({ upload: made })} />
      ) : (
        <Look upload={upload} onBack={() => setSearch({})} />
      )}
    </Page>
  );
}

function Choose({ onUploaded }: { onUploaded(upload: string): void }) {
  const { data: mappings, error, again } = useAsked(imports.mappings, ONCE);
  if (error !== undefined) {
    return <Failure cause={error} onRetry={again} />;
  }
  return mappings ? <Form mappings={mappings} onUploaded={onUploaded} /> : <Waiting />;
}

type How = 'ready' | 'own';

function Form({ mappings, onUploaded }: { mappings: readonly ReadyMapping[]; onUploaded(upload: string): void }) {
  const { t } = useTranslation();
  const [table, setTable] = useState<File | null>(null);
  const [how, setHow] = useState<How>(mappings.length > 0 ? 'ready' : 'own');
  const [mappingName, setMappingName] = useState(mappings[0]?.name ?? '');
  const [mapping, setMapping] = useState<File | null>(null);
  const [joins, setJoins] = useState<Readonly<Record<string, File | null>>>({});
  const [pictures, setPictures] = useState<readonly File[]>([]);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const wanted = how === 'ready' ? (mappings.find((each) => each.name === mappingName)?.joins ?? []) : [];
  const ready = table !== null && (how === 'ready' ? mappingName !== '' : mapping !== null);

  const send = async () => {
    if (table === null) {
      return;
    }
    const form = new FormData();
    form.append('table', table);
    if (how === 'ready') {
      form.append('mappingName', mappingName);
    } else if (mapping !== null) {
      form.append('mapping', mapping);
    }
    wanted.forEach((name) => {
      const file = joins[name];
      if (file) {
        form.append(`join.${name}`, file);
      }
    });
    pictures.forEach((picture) => form.append('pictures', picture));
    setBusy(true);
    setFailure(undefined);
    try {
      onUploaded((await imports.upload(form)).upload);
    } catch (cause) {
      setFailure(cause);
      setBusy(false);
    }
  };

  return (
    <Section title={t('imports.step.choose')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <Stack gap="md" maw="36rem">
          <FileInput
            label={t('imports.table')}
            description={t('imports.tableWhat')}
            placeholder={t('imports.chooseFile')}
            accept=".csv,.tsv,.txt,text/csv"
            value={table}
            onChange={setTable}
            clearable
            clearButtonProps={{ 'aria-label': t('imports.clear') }}
          />
          <div>
            <Text size="sm" fw={600} id="how">
              {t('imports.mapping')}
            </Text>
            <Text size="xs" c="dimmed" mb={6}>
              {t('imports.mappingWhat')}
            </Text>
            <SegmentedControl
              size="xs"
              aria-labelledby="how"
              value={how}
              onChange={(next) => setHow(next as How)}
              data={[
                { value: 'ready', label: t('imports.readyMapping'), disabled: mappings.length === 0 },
                { value: 'own', label: t('imports.ownMapping') },
              ]}
            />
          </div>
          {how === 'ready' ? (
            <NativeSelect
              aria-label={t('imports.readyMapping')}
              value={mappingName}
              onChange={(event) => setMappingName(event.currentTarget.value)}
              data={mappings.map((each) => ({ value: each.name, label: `${each.name} · ${each.title}` }))}
            />
          ) : (
            <FileInput
              label={t('imports.mappingFile')}
              placeholder={t('imports.chooseFile')}
              accept=".yaml,.yml"
              value={mapping}
              onChange={setMapping}
              clearable
              clearButtonProps={{ 'aria-label': t('imports.clear') }}
            />
          )}
          {wanted.map((name) => (
            <FileInput
              key={name}
              label={t('imports.join', { name })}
              placeholder={t('imports.chooseFile')}
              value={joins[name] ?? null}
              onChange={(file) => setJoins({ ...joins, [name]: file })}
              clearable
              clearButtonProps={{ 'aria-label': t('imports.clear') }}
            />
          ))}
          <FileInput
            label={t('imports.pictures')}
            description={t('imports.picturesWhat')}
            placeholder={t('imports.chooseFiles')}
            multiple
            accept="image/*,.zip"
            value={[...pictures]}
            onChange={setPictures}
            clearable
            clearButtonProps={{ 'aria-label': t('imports.clear') }}
          />
          {failure !== undefined && <Failure cause={failure} />}
          <Group>
            <Button type="submit" disabled={!ready} loading={busy}>
              {t('imports.upload')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}

function Look({ upload, onBack }: { upload: string; onBack(): void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const ask = useMemo(() => (signal: AbortSignal) => imports.preview(upload, signal), [upload]);
  const { data: preview, error, again } = useAsked(ask, ONCE);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const run = async () => {
    setBusy(true);
    setFailure(undefined);
    try {
      const made = await imports.run(upload);
      await navigate(`/import/${encodeURIComponent(made.import)}`);
    } catch (cause) {
      setFailure(cause);
      setBusy(false);
    }
  };
  return (
    <>
      {error !== undefined && <Failure cause={error} onRetry={again} />}
      {!preview && error === undefined && <Waiting rows={8} />}
      {preview && <PreviewOf preview={preview} />}
      {failure !== undefined && <Failure cause={failure} />}
      <Group>
        <Button onClick={() => void run()} loading={busy} disabled={!preview || preview.fault !== null}>
          {t('imports.run')}
        </Button>
        <Button variant="default" onClick={onBack}>
          {t('imports.back')}
        </Button>
      </Group>
    </>
  );
}

import { ActionIcon, Button, Group, MultiSelect, NativeSelect, NumberInput, TagsInput, Text } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useWords } from '../language/words';
import type { VocabularyField } from '../language/words';
import { removed, replaced } from './criteria';
import type { Criterion, Group as CriteriaGroup, Path, Range, Values } from './criteria';
import { useOpenValues } from './openValues';
import classes from './cohort.module.css';

interface BuilderProps {
  root: CriteriaGroup;
  vocabulary: readonly VocabularyField[];
  onChange(root: CriteriaGroup): void;
}

/** Builds conditions and groups of them: all, any, none and not all, as deep as wanted. */
export function Builder({ root, vocabulary, onChange }: BuilderProps) {
  return (
    <GroupOf
      node={root}
      path={[]}
      vocabulary={vocabulary}
      onNode={(path, node) => onChange(replaced(root, path, node))}
      onRemove={(path) => onChange(removed(root, path))}
    />
  );
}

interface NodeProps<T extends Criterion> {
  node: T;
  path: Path;
  vocabulary: readonly VocabularyField[];
  onNode(path: Path, node: Criterion): void;
  onRemove(path: Path): void;
}

const MATCHES = ['all', 'any', 'none', 'notAll'] as const;

function matchOf(node: CriteriaGroup): (typeof MATCHES)[number] {
  return node.match === 'all' ? (node.not ? 'notAll' : 'all') : node.not ? 'none' : 'any';
}

function GroupOf(props: NodeProps<CriteriaGroup>) {
  const { t } = useTranslation();
  const { node, path, vocabulary, onNode, onRemove } = props;
  const atTop = path.length === 0;
  const field = vocabulary.find((each) => each.field === 'diagnosis') ?? vocabulary[0];
  const add = (child: Criterion) => onNode(path, { ...node, children: [...node.children, child] });
  return (
    <div role="group" aria-label={t('criteria.group')} className={classes['group']} data-top={atTop || undefined}>
      <Group gap="xs">
        <NativeSelect
          size="xs"
          aria-label={t('criteria.match')}
          value={matchOf(node)}
          onChange={(event) => {
            const match = event.currentTarget.value as (typeof MATCHES)[number];
            onNode(path, { ...node, match: match === 'all' || match === 'notAll' ? 'all' : 'any', not: match === 'none' || match === 'notAll' });
          }}
          // The outermost group stays a plain one; its opposite is a group inside.
          data={MATCHES.filter((match) => !atTop || match === 'all' || match === 'any').map((match) => ({
            value: match,
            label: t(`criteria.matches.${match}`),
          }))}
        />
        {node.children.length === 0 && (
          <Text size="sm" c="dimmed">
            {atTop ? t('criteria.everything') : t('criteria.empty')}
          </Text>
        )}
        {!atTop && <Remove label={t('criteria.removeGroup')} onClick={() => onRemove(path)} />}
      </Group>
      {node.children.length > 0 && (
        <ul>
          {node.children.map((child, index) => (
            // A condition is known by its place alone.
            <li key={index}>
              {child.kind === 'group' ? (
                <GroupOf {...props} node={child} path={[...path, index]} />
              ) : (
                <Condition {...props} node={child} path={[...path, index]} />
              )}
            </li>
          ))}
        </ul>
      )}
      <Group gap="xs">
        {field && (
          <Button size="compact-xs" variant="subtle" leftSection={<IconPlus size={14} aria-hidden />} onClick={() => add(fresh(field))}>
            {t('criteria.addCondition')}
          </Button>
        )}
        <Button
          size="compact-xs"
          variant="subtle"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => add({ kind: 'group', match: 'any', not: false, children: [] })}
        >
          {t('criteria.addGroup')}
        </Button>
      </Group>
    </div>
  );
}

function fresh(field: VocabularyField): Criterion {
  return field.kind === 'NUMBER'
    ? { kind: 'range', field: field.field, not: false, from: null, to: null }
    : { kind: 'values', field: field.field, not: false, values: [] };
}

const TESTS = ['is', 'isNot', 'known', 'unknown'] as const;

function testOf(node: Exclude<Criterion, CriteriaGroup>): (typeof TESTS)[number] {
  return node.kind === 'known' ? (node.known ? 'known' : 'unknown') : node.not ? 'isNot' : 'is';
}

function Condition({ node, path, vocabulary, onNode, onRemove }: NodeProps<Exclude<Criterion, CriteriaGroup>>) {
  const { t } = useTranslation();
  const words = useWords();
  const field = vocabulary.find((each) => each.field === node.field);
  const numeric = field ? field.kind === 'NUMBER' : node.kind === 'range';
  const test = (next: (typeof TESTS)[number]): Criterion => {
    if (next === 'known' || next === 'unknown') {
      return { kind: 'known', field: node.field, known: next === 'known' };
    }
    const not = next === 'isNot';
    if (node.kind === 'known') {
      return { ...(fresh(field ?? { field: node.field, kind: 'KEYWORD', level: 'CAPTURE', values: [] }) as Values | Range), not };
    }
    return { ...node, not };
  };
  const levels = ['PARTICIPANT', 'LESION', 'CAPTURE'] as const;
  return (
    <div className={classes['condition']}>
      <NativeSelect
        size="xs"
        aria-label={t('criteria.field')}
        value={node.field}
        onChange={(event) => {
          const next = vocabulary.find((each) => each.field === event.currentTarget.value);
          if (next) {
            onNode(path, fresh(next));
          }
        }}
        data={levels.map((level) => ({
          group: t(`level.${level}`),
          items: vocabulary.filter((each) => each.level === level).map((each) => ({ value: each.field, label: words.field(each.field) })),
        }))}
      />
      <NativeSelect
        size="xs"
        aria-label={t('criteria.test')}
        value={testOf(node)}
        onChange={(event) => onNode(path, test(event.currentTarget.value as (typeof TESTS)[number]))}
        data={TESTS.map((each) => ({
          value: each,
          label: each === 'is' || each === 'isNot' ? t(numeric ? `criteria.number.${each}` : `criteria.tests.${each}`) : t(`criteria.tests.${each}`),
        }))}
      />
      <div className={classes['values']}>
        {node.kind === 'values' && <ValuesOf node={node} field={field} onNode={(next) => onNode(path, next)} />}
        {node.kind === 'range' && <RangeOf node={node} onNode={(next) => onNode(path, next)} />}
      </div>
      <Remove label={t('criteria.remove')} onClick={() => onRemove(path)} />
    </div>
  );
}

function ValuesOf({ node, field, onNode }: { node: Values; field: VocabularyField | undefined; onNode(node: Values): void }) {
  const { t } = useTranslation();
  const words = useWords();
  const open = useOpenValues(node.field);
  const label = t('criteria.values', { field: words.field(node.field) });
  if (field && field.values.length > 0) {
    return (
      <MultiSelect
        size="xs"
        classNames={{ inputField: classes['typing'] ?? '' }}
        aria-label={label}
        placeholder={node.values.length === 0 ? t('criteria.choose') : ''}
        data={field.values.map((value) => ({ value: value.code, label: words.value(node.field, value.code) }))}
        value={[...node.values]}
        onChange={(values) => onNode({ ...node, values })}
        searchable
        nothingFoundMessage={t('common.nothingFound')}
      />
    );
  }
  return open.length > 0 ? (
    <MultiSelect
      size="xs"
      classNames={{ inputField: classes['typing'] ?? '' }}
      aria-label={label}
      placeholder={node.values.length === 0 ? t('criteria.choose') : ''}
      data={[...new Set([...open.map((each) => each.value), ...node.values])].map((value) => ({
        value,
        label: open.find((each) => each.value === value)?.label ?? words.value(node.field, value),
      }))}
      value={[...node.values]}
      onChange={(values) => onNode({ ...node, values })}
      searchable
      nothingFoundMessage={t('common.nothingFound')}
    />
  ) : (
    <TagsInput
      size="xs"
      classNames={{ inputField: classes['typing'] ?? '' }}
      aria-label={label}
      placeholder={node.values.length === 0 ? t('criteria.type') : ''}
      value={[...node.values]}
      onChange={(values) => onNode({ ...node, values })}
    />
  );
}

function RangeOf({ node, onNode }: { node: Range; onNode(node: Range): void }) {
  const { t } = useTranslation();
  const { field } = useWords();
  const whole = (value: string | number) => (value === '' || !Number.isInteger(Number(value)) ? null : Number(value));
  return (
    <Group gap="xs" wrap="nowrap">
      <NumberInput
        size="xs"
        aria-label={t('criteria.from', { field: field(node.field) })}
        placeholder={t('criteria.least')}
        allowDecimal={false}
        value={node.from ?? ''}
        onChange={(value) => onNode({ ...node, from: whole(value) })}
      />
      <span aria-hidden>–</span>
      <NumberInput
        size="xs"
        aria-label={t('criteria.to', { field: field(node.field) })}
        placeholder={t('criteria.greatest')}
        allowDecimal={false}
        value={node.to ?? ''}
        onChange={(value) => onNode({ ...node, to: whole(value) })}
      />
    </Group>
  );
}

function Remove({ label, onClick }: { label: string; onClick(): void }) {
  return (
    <ActionIcon variant="subtle" color="gray" size="md" aria-label={label} onClick={onClick}>
      <IconX size={16} aria-hidden />
    </ActionIcon>
  );
}

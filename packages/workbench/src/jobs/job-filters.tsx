import { CloseButton, NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useRef } from 'react';
import { useShortcuts } from '../shell/use-shortcuts.ts';
import { jobStatuses, wordOf } from '../theme/status-palette.ts';
import { type JobsSearch, jobTypes } from './job-filter.ts';
import { typeWords } from './job-type.tsx';

const all = 'all';

/** The filters of the list. They live in the page's address, so that a view can be kept and sent. */
export function JobFilters() {
  const search = useSearch({ from: '/jobs' });
  const navigate = useNavigate({ from: '/jobs' });
  const input = useRef<HTMLInputElement>(null);
  useShortcuts({ '/': () => input.current?.focus() });

  const filter = (change: Partial<Record<keyof JobsSearch, string>>) =>
    navigate({
      // Parsed again by the route, which leaves out what is empty.
      search: ({ job: _closed, ...before }) => ({ ...before, ...change }) as JobsSearch,
      replace: true,
      resetScroll: false,
    });
  const statuses =
    search.status === undefined || jobStatuses.some((status) => status === search.status)
      ? jobStatuses
      : [...jobStatuses, search.status];

  return (
    <search className="job-filters">
      <TextInput
        className="job-filters-text"
        ref={input}
        type="text"
        aria-label="Filter by name, id, user or status"
        placeholder="Filter by name, id, user…"
        leftSection={<IconSearch size={16} aria-hidden />}
        rightSection={
          search.text === undefined ? (
            <kbd className="job-filters-key" aria-hidden>
              /
            </kbd>
          ) : (
            <CloseButton aria-label="Clear the text" onClick={() => filter({ text: '' })} />
          )
        }
        value={search.text ?? ''}
        onChange={(event) => filter({ text: event.currentTarget.value })}
        onKeyDown={(event) => {
          if (event.key === 'Escape') input.current?.blur();
        }}
      />
      <SegmentedControl
        className="job-filters-type"
        aria-label="Type of job"
        value={search.type ?? all}
        onChange={(type) => filter({ type: type === all ? '' : type })}
        data={[
          { value: all, label: 'All' },
          ...jobTypes.map((type) => ({ value: type, label: typeWords[type].many })),
        ]}
      />
      <NativeSelect
        className="job-filters-status"
        aria-label="Status"
        value={search.status ?? ''}
        onChange={(event) => filter({ status: event.currentTarget.value })}
        data={[
          { value: '', label: 'Any status' },
          ...statuses.map((status) => ({ value: status, label: wordOf(status) })),
        ]}
      />
    </search>
  );
}

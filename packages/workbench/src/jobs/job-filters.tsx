import { CloseButton, NativeSelect, SegmentedControl, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { useShortcuts } from '../shell/use-shortcuts.ts';
import { jobStatuses, wordOf } from '../theme/status-palette.ts';
import { jobTypes } from './job-filter.ts';
import { typeWords } from './job-type.tsx';
import { useChangeJobsSearch, useJobsSearch } from './use-jobs-search.ts';

const all = 'all';

/** The filters of the list. They live in the page's address, so that a view can be kept and sent. */
export function JobFilters() {
  const search = useJobsSearch();
  const change = useChangeJobsSearch();
  const input = useRef<HTMLInputElement>(null);
  // The address follows a moment later: what is being typed must not wait for it.
  const [typed, setTyped] = useState<string>();
  useShortcuts({ '/': () => input.current?.focus() });

  const filter = (filters: Parameters<typeof change>[0]) =>
    change({ job: '', ...filters }, { replace: true });
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
        placeholder="Filter jobs"
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
        value={typed ?? search.text ?? ''}
        onBlur={() => setTyped(undefined)}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          filter({ text: event.currentTarget.value });
        }}
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

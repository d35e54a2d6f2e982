import { createContext, createElement, type ReactElement, type ReactNode, useContext } from 'react';
import type { SyncView } from '../view/view-types.ts';

const HowdahContext = createContext<SyncView | undefined>(undefined);

/**
 * Gives the components below it the database that they show: a running Howdah, or a view of one (`openSyncView`).
 *
 * @example
 * const howdah = await startHowdah(options);
 * createRoot(element).render(<HowdahProvider howdah={howdah}><App /></HowdahProvider>);
 */
export function HowdahProvider(props: { howdah: SyncView; children?: ReactNode }): ReactElement {
  return createElement(HowdahContext.Provider, { value: props.howdah }, props.children);
}

/**
 * The view that the nearest `HowdahProvider` gives.
 * @throws {Error} outside of one
 */
export function useHowdah(): SyncView {
  const view = useContext(HowdahContext);
  if (view === undefined) {
    throw new Error(
      'A hook of @howdah/sync/react was used outside of <HowdahProvider howdah={…}>. Put the app into one.',
    );
  }
  return view;
}

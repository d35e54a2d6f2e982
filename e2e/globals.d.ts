// What tests find on the example's `window`, and what Vitest hands to them.
import type {} from '../examples/field-survey/src/window.ts';
import type {} from '../packages/local-oozie/src/vitest-global-setup.ts';

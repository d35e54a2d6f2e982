import { useState } from 'react';

/** Something that a person decides with a button: whether it is being done, and why it couldn't be. */
export function useDecision() {
  const [isTaken, setTaken] = useState(false);
  const [problem, setProblem] = useState<string>();
  async function take(work: () => Promise<void>): Promise<void> {
    setTaken(true);
    setProblem(undefined);
    try {
      await work();
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    } finally {
      setTaken(false);
    }
  }
  return { isTaken, problem, take };
}

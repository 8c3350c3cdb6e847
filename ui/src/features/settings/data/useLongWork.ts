import { useEffect, useRef, useState } from "react";
import { useOperations } from "@/lib/operations";
import type { CommandError } from "@/platform";

/** Long work that a form asks for: its result, or why it was refused, in the form's own place. */
export function useLongWork<T>(title: string) {
  const { follow } = useOperations();
  const [state, setState] = useState<{
    busy: boolean;
    result?: T;
    error?: CommandError;
    /** It was stopped; what it had done is kept. */
    stopped?: boolean;
  }>({ busy: false });
  const shown = useRef(true);
  useEffect(() => {
    shown.current = true;
    return () => {
      shown.current = false;
    };
  }, []);
  /** Gives the result; undefined when it was refused or stopped. */
  const start = async (begin: () => Promise<unknown>, name = title): Promise<T | undefined> => {
    setState({ busy: true });
    let refused: CommandError | undefined;
    const result = (await follow(name, begin, (error) => {
      refused = error;
    })) as T | undefined;
    if (shown.current) {
      setState({
        busy: false,
        ...(result === undefined ? (refused ? { error: refused } : { stopped: true }) : { result }),
      });
    }
    return result;
  };
  return { ...state, start, reset: () => setState({ busy: false }) };
}

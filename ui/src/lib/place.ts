import { useNavigate, useSearch } from "@tanstack/react-router";

/**
 * What the address holds beside the screen: the open thing, the search, the view, and the form that is
 * open over it (`do=schedule`), with the thing it is `for` where that is not the open one.
 */
export interface Place {
  id?: string;
  q?: string;
  view?: string;
  do?: string;
  for?: string;
}

const PARTS = ["id", "q", "view", "do", "for"] as const;

/** Keeps the known parts of an address and drops the rest. */
export function readPlace(search: Record<string, unknown>): Place {
  const place: Place = {};
  for (const name of PARTS) {
    const value = search[name];
    if (typeof value === "string" && value !== "") place[name] = value;
  }
  return place;
}

/** The place on this screen, and the ways to change it. */
export function usePlace() {
  const place: Place = useSearch({ strict: false });
  const set = useSetPlace();
  return { ...place, set };
}

/** One part of the place; what needs no more is not drawn again when another part changes. */
export function usePlacePart(name: keyof Place): string | undefined {
  return useSearch({ strict: false, select: (place: Place) => place[name] });
}

/** The way to change the place, for what does not show it. */
export function useSetPlace() {
  const navigate = useNavigate();
  /** `undefined` takes a part out of the address; `replace` keeps the way back short. */
  return (change: { [K in keyof Place]: Place[K] | undefined }, replace = false) =>
    void navigate({
      to: ".",
      search: (before: Place) => readPlace({ ...before, ...change }),
      replace,
    });
}

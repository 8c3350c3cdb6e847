import { useEffect, useState } from "react";
import { Button } from "@/components/Button";
import { Kbd } from "@/components/Kbd";
import { SearchField } from "@/components/SearchField";
import { type Binding, bindingGroups, bindingOf, keysOf, takenBy } from "@/lib/bindings";
import { keyCap, recordKeys, useKeys } from "@/lib/keys";
import { matches } from "@/lib/match";
import { pace } from "@/lib/pace";
import { usePlace } from "@/lib/place";
import { useReady } from "@/lib/ready";
import { changeSettings, useSettings } from "@/lib/settings";
import { count } from "@/lib/words";
import css from "./settings.module.css";

/** Keys that mean the same everywhere and never anything else. */
const FIXED = /^(Enter|Backspace|Delete|Arrow.*|Home|End|Page.*| |\d|F\d+|mod\+Enter)$/;

/** Every action and its key; each key can be changed to one that is free. */
export function KeySettings() {
  const place = usePlace();
  const { keys } = useSettings();
  const [recording, setRecording] = useState<string>();
  /** The person's keys as they were before all were reset. */
  const [before, setBefore] = useState<typeof keys>();
  useReady("success");
  const own = Object.keys(keys).filter((id) => bindingOf(id));
  const groups = bindingGroups
    .map((group) => ({
      ...group,
      bindings: group.bindings.filter(({ title }) =>
        matches(`${group.title} ${title}`, place.q ?? ""),
      ),
    }))
    .filter(({ bindings }) => bindings.length > 0);
  return (
    <>
      <div className={css.bar}>
        <SearchField
          label="Search actions"
          value={place.q ?? ""}
          onChange={(q) => place.set({ q: q || undefined }, true)}
          onMove={() => undefined}
          onOpen={() => undefined}
        />
        <Button
          label={own.length > 0 ? `Reset ${count(own.length, "key")}` : "Reset all keys"}
          locked={own.length > 0 ? undefined : "Every key is as it came."}
          onPress={() => {
            setBefore(keys);
            changeSettings({ keys: {} });
          }}
        />
        {before && own.length === 0 ? (
          <Button
            label="Put my keys back"
            onPress={() => {
              changeSettings({ keys: before });
              setBefore(undefined);
            }}
          />
        ) : null}
      </div>
      <div className={css.page} data-testid="key-settings">
        {groups.length === 0 ? (
          <p className="muted">No action is called “{place.q}”.</p>
        ) : (
          <div className={css.keyGroups}>
            {groups.map(({ title, bindings }) => (
              <section key={title} aria-label={title}>
                <h2>{title}</h2>
                <ul>
                  {bindings.map((binding) => (
                    <KeyRow
                      key={binding.id}
                      binding={binding}
                      recording={recording === binding.id}
                      onRecord={(on) => setRecording(on ? binding.id : undefined)}
                    />
                  ))}
                </ul>
              </section>
            ))}
          </div>
        )}
      </div>
    </>
  );
}

function KeyRow(props: { binding: Binding; recording: boolean; onRecord: (on: boolean) => void }) {
  const { binding, recording, onRecord } = props;
  const { keys } = useSettings();
  const changed = binding.id in keys;
  const [refused, setRefused] = useState<string>();
  const reset = () => {
    const holder = takenBy(binding.id, binding.keys);
    if (holder) {
      setRefused(`${keyCap(binding.keys)} belongs to “${holder}” now. Change that one first.`);
      return;
    }
    const { [binding.id]: _, ...others } = keys;
    changeSettings({ keys: others });
    setRefused(undefined);
  };
  return (
    <li data-testid={`key-${binding.id}`}>
      <span className={css.keyTitle}>{binding.title}</span>
      <span className={css.keyNow}>
        {recording ? (
          <Recorder
            binding={binding}
            onEnd={() => {
              setRefused(undefined);
              onRecord(false);
            }}
          />
        ) : (
          <>
            <Kbd action={binding.id} />
            {changed ? (
              <button type="button" className={css.link} onClick={reset}>
                Reset<span className="unseen"> {binding.title}</span> to <Kbd keys={binding.keys} />
              </button>
            ) : null}
            <button
              type="button"
              className={css.link}
              onClick={() => {
                setRefused(undefined);
                onRecord(true);
              }}
            >
              Change<span className="unseen"> the key of {binding.title}</span>
            </button>
          </>
        )}
      </span>
      {refused ? (
        <p className={css.refused} role="alert">
          {refused}
        </p>
      ) : null}
    </li>
  );
}

/** Waits for the new key; what is taken is refused with who has it, and asked for again. */
function Recorder({ binding, onEnd }: { binding: Binding; onEnd: () => void }) {
  const [first, setFirst] = useState<string>();
  const [refused, setRefused] = useState<string>();
  useKeys({ Escape: onEnd });
  useEffect(() => {
    const take = (keys: string) => {
      const holder = takenBy(binding.id, keys);
      if (holder) {
        setRefused(`${keyCap(keys)} is the key of “${holder}”.`);
        setFirst(undefined);
        return;
      }
      const { [binding.id]: _, ...others } = currentKeys();
      changeSettings({
        keys: keys === binding.keys ? others : { ...others, [binding.id]: keys },
      });
      onEnd();
    };
    const stop = recordKeys((key) => {
      if (first && key === "Enter") take(first);
      else if (FIXED.test(key)) {
        setRefused(`${keyCap(key)} means the same everywhere and stays as it is.`);
      } else if (first) take(`${first} ${key}`);
      else if (key.startsWith("mod+")) take(key);
      else {
        setRefused(undefined);
        setFirst(key);
      }
    });
    const timer = first ? setTimeout(() => take(first), pace.secondKey) : undefined;
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [binding, first, onEnd]);
  return (
    <span className={css.recorder} role="status">
      {refused ? (
        <>
          <span className={css.refused}>{refused}</span> Press another, or{" "}
        </>
      ) : null}
      {first ? (
        <>
          <Kbd keys={first} /> then a second key, or Enter for this one alone,{" "}
        </>
      ) : refused ? null : (
        <>Press the new key, </>
      )}
      <Kbd keys="Escape" /> to keep <Kbd action={binding.id} />
    </span>
  );
}

const currentKeys = () =>
  Object.fromEntries(
    bindingGroups.flatMap(({ bindings }) =>
      bindings.flatMap(({ id, keys }) => {
        const now = keysOf(id);
        return now !== undefined && now !== keys ? [[id, now] as const] : [];
      }),
    ),
  );

import type { LucideIcon } from "lucide-react";
import { useId } from "react";
import { Icon } from "@/components/Icon";
import { Kbd } from "@/components/Kbd";
import { useActions } from "@/lib/actions";
import { useKeys } from "@/lib/keys";
import css from "./RadioList.module.css";

interface Option<T extends string> {
  value: T;
  label: string;
  note: string | undefined;
  icon?: LucideIcon;
  /** The figure that chooses it. */
  keys?: string;
}

/** One of a few, chosen by figure, by arrows or by the pointer; with `cycle` also by J and K. */
export function RadioList<T extends string>(props: {
  label: string;
  value: T;
  options: readonly Option<T>[];
  cycle?: boolean;
  onChange: (value: T) => void;
}) {
  const { options, value, onChange } = props;
  const name = useId();
  const step = (by: 1 | -1) => {
    const at = options.findIndex((option) => option.value === value);
    const next = options[(at + by + options.length) % options.length];
    if (next) onChange(next.value);
  };
  useActions(
    options.map((option) => ({
      id: `${props.label}:${option.value}`,
      title: `${props.label}: ${option.label}`,
      keys: option.keys,
      run: () => onChange(option.value),
    })),
  );
  useKeys(props.cycle ? { "@next": () => step(1), "@previous": () => step(-1) } : {});
  return (
    <fieldset className={css.list}>
      <legend>
        {props.label}
        {props.cycle ? (
          <span className={css.keys}>
            <Kbd action="next" /> <Kbd action="previous" />
          </span>
        ) : null}
      </legend>
      {options.map((option) => (
        <label key={option.value} className={css.option}>
          <input
            type="radio"
            name={name}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          {option.icon ? <Icon of={option.icon} /> : null}
          <bdi className={css.label}>{option.label}</bdi>
          {option.note ? <span className={css.note}>{option.note}</span> : null}
          {option.keys ? <Kbd keys={option.keys} /> : null}
        </label>
      ))}
    </fieldset>
  );
}

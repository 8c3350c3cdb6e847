import { X } from "lucide-react";
import type { ReactNode } from "react";
import { Icon } from "./Icon";
import css from "./Split.module.css";

/** List and detail: the detail opens beside the list, or over it where there is no room. */
export function Split(props: { list: ReactNode; detail?: ReactNode }) {
  return (
    <div className={css.split} data-detail={props.detail ? true : undefined}>
      <div className={css.list}>{props.list}</div>
      {props.detail}
    </div>
  );
}

/**
 * The pane of one thing, with the way back at its top. What is `beside` it scrolls on its own, and takes
 * its place where there is no room for both; `turned` puts it on the side of the list.
 */
export function Detail(props: {
  label: string;
  onClose: () => void;
  beside?: ReactNode;
  turned?: boolean;
  children: ReactNode;
}) {
  return (
    <section
      className={css.detail}
      aria-label={props.label}
      data-beside={props.beside ? (props.turned ? "turned" : "") : undefined}
      data-testid="detail"
    >
      <button
        type="button"
        className={css.close}
        aria-label="Close (Esc)"
        data-tip="Close  Esc"
        data-tip-end=""
        onClick={props.onClose}
      >
        <Icon of={X} />
      </button>
      {props.beside ? (
        <div className={css.panes}>
          <div className={css.page}>{props.children}</div>
          <div className={css.beside}>{props.beside}</div>
        </div>
      ) : (
        <div className={css.page}>{props.children}</div>
      )}
    </section>
  );
}

/** The top line of a screen. */
export function ScreenHead(props: { title: string; note?: ReactNode; children?: ReactNode }) {
  return (
    <header className={css.head}>
      <h1>{props.title}</h1>
      {props.note ? <span className={css.note}>{props.note}</span> : null}
      {props.children ? <div className={css.tools}>{props.children}</div> : null}
    </header>
  );
}

/** A titled part of a detail. */
export function Section(props: { title: string; children: ReactNode }) {
  return (
    <section className={css.section}>
      <h2>{props.title}</h2>
      {props.children}
    </section>
  );
}

/** Facts in two columns; a fact without a value is left out. */
export function Facts(props: { facts: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className={css.facts}>
      {props.facts
        .filter(([, value]) => value !== null && value !== undefined && value !== "")
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

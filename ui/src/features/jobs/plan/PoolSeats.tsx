import { Link } from "@tanstack/react-router";
import { X } from "lucide-react";
import { useId } from "react";
import { AddField } from "@/components/Pick";
import { ToolButton } from "@/components/ToolButton";
import { count, sentence } from "@/lib/words";
import type { Seats } from "./draft";
import css from "./plan.module.css";
import type { Pool } from "./shapes";

/** Seats that are filled from pools: how many of each. */
export function PoolSeats(props: {
  seats: readonly Seats[];
  pools: readonly Pool[];
  error: string | undefined;
  onChange: (seats: Seats[]) => void;
}) {
  const { seats, pools, onChange } = props;
  const poolOf = (id: string) => pools.find((pool) => pool.id === id);
  const put = (at: number, choose: number) =>
    onChange(seats.map((each, place) => (place === at ? { ...each, choose } : each)));
  const free = pools.filter(({ id }) => !seats.some(({ pool_id }) => pool_id === id));
  return (
    <div className={css.stacked}>
      {seats.length > 0 ? (
        <ul className={css.pools} aria-label="Seats filled from pools">
          {seats.map(({ pool_id, choose }, at) => (
            <PoolRow
              key={pool_id}
              pool={poolOf(pool_id)}
              choose={choose}
              onChoose={(next) => put(at, next)}
              onRemove={() => onChange(seats.filter((_, place) => place !== at))}
            />
          ))}
        </ul>
      ) : null}
      <AddField
        label="Pools: as many of each as you say"
        placeholder="Type the name of a pool"
        nothing="There are no pools yet."
        options={free.map((pool) => ({
          id: pool.id,
          name: pool.name,
          note: fillWords(pool),
        }))}
        error={props.error}
        testId="pool-field"
        onPick={({ id }) => onChange([...seats, { pool_id: id, choose: 1 }])}
      />
      {pools.length === 0 ? (
        <p className={css.hint}>
          A pool is a group of whom any may take the seat, so that more times fit.{" "}
          <Link to="/settings" search={{ view: "pools", do: "create" }}>
            Add the first pool
          </Link>
        </p>
      ) : null}
    </div>
  );
}

/** How many of a pool can sit alone, in words. */
export function fillWords(pool: Pool): string {
  return pool.qualified === 0
    ? "nobody can fill a seat"
    : `${count(pool.qualified, "person", "people")} can fill a seat`;
}

function PoolRow(props: {
  pool: Pool | undefined;
  choose: number;
  onChoose: (choose: number) => void;
  onRemove: () => void;
}) {
  const { pool, choose } = props;
  const id = useId();
  const name = pool?.name ?? "A pool that is gone";
  const few = pool !== undefined && pool.qualified < choose;
  return (
    <li className={css.pool}>
      <input
        id={id}
        type="number"
        className={css.choose}
        min={1}
        max={20}
        aria-label={`How many of ${name}`}
        value={choose}
        onChange={(event) => props.onChoose(Math.max(1, Number(event.target.value)))}
      />
      <label htmlFor={id} className={css.poolName}>
        of <bdi>{name}</bdi>
      </label>
      <span className={few ? css.warn : css.fill}>
        {pool
          ? few && pool.qualified > 0
            ? `Only ${fillWords(pool)}`
            : sentence(fillWords(pool))
          : ""}
      </span>
      <ToolButton icon={X} label={`Take out ${name}`} tipAt="end" onPress={props.onRemove} />
    </li>
  );
}

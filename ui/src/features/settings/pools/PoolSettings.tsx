import { Plus, Ticket } from "lucide-react";
import { useMemo } from "react";
import { Button } from "@/components/Button";
import { Line } from "@/components/Line";
import { Empty, ErrorNotice, Waiting } from "@/components/Notice";
import { RowList } from "@/components/RowList";
import { Detail, Split } from "@/components/Split";
import { useCursor } from "@/lib/cursor";
import { useCommand } from "@/lib/data";
import { usePlace } from "@/lib/place";
import { useReady } from "@/lib/ready";
import css from "../settings.module.css";
import { PoolDetail } from "./PoolDetail";
import { PoolSheet } from "./PoolSheet";
import { seatWords } from "./words";

/** The pools of interviewers, and the open one beside them. */
export function PoolSettings() {
  const place = usePlace();
  const pools = useCommand("pool_list", { limit: 500 });
  useReady(pools.status);
  const all = pools.data?.items ?? [];
  const cursor = useCursor(
    "pools",
    useMemo(() => all.map(({ id }) => id), [all]),
  );
  const opened = all.find(({ id }) => id === place.id);
  const close = () => place.set({ do: undefined }, true);
  const list = pools.error ? (
    <ErrorNotice error={pools.error} retry={() => void pools.refetch()} />
  ) : pools.isPending ? (
    <Waiting rows={4} label="Reading the pools" />
  ) : all.length === 0 ? (
    <Empty icon={Ticket} title="No pools yet">
      <p>
        A pool is a group of whom any may take the same seat, such as everybody who can judge Rust.
        An interview that needs one of them fits far more times than one that needs Ana.
      </p>
      <p>Shadows learn in it before they fill a seat; weights say who takes a larger share.</p>
      <Button
        label="Add the first pool"
        action="new_pool"
        look="main"
        onPress={() => place.set({ do: "create" })}
      />
    </Empty>
  ) : (
    <RowList
      label="Pools"
      at={cursor.key}
      opened={cursor.opened}
      onOpen={(id) => cursor.open(all.findIndex((pool) => pool.id === id))}
      groups={[
        {
          title: "Pools",
          rows: all.map((pool) => ({
            key: pool.id,
            content: <Line title={pool.name} beside={pool.skill || null} below={seatWords(pool)} />,
          })),
        },
      ]}
    />
  );
  return (
    <>
      <Split
        list={
          <>
            <div className={css.bar}>
              <span className="muted">Who may take a seat.</span>
              <Button
                label="Add a pool"
                icon={Plus}
                action="new_pool"
                onPress={() => place.set({ do: "create", id: undefined })}
              />
            </div>
            {list}
          </>
        }
        detail={
          opened ? (
            <Detail label={opened.name} onClose={cursor.close}>
              <PoolDetail
                key={opened.id}
                pool={opened}
                onGone={() => place.set({ id: undefined }, true)}
              />
            </Detail>
          ) : undefined
        }
      />
      {place.do === "create" || (place.do === "edit" && opened) ? (
        <PoolSheet
          pool={place.do === "edit" ? opened : undefined}
          onMade={(id) => place.set({ do: undefined, id }, true)}
          onClose={close}
        />
      ) : null}
    </>
  );
}

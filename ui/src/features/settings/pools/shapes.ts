import type { Params, Result } from "@/generated/commands";

export type Pool = Result<"pool_list">["items"][number];
export type Member = Pool["members"][number];
export type Training = Member["training"];
export type MemberFields = NonNullable<Params<"pool_update">["members"]>[number];

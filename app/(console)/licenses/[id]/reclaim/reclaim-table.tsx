"use client";

import { useRouter } from "next/navigation";
import { useId, useState } from "react";
import { DataTable } from "#components/data-table/data-table.tsx";
import type { TableColumn } from "#components/data-table/table-features.ts";
import type { SelectionState } from "#components/data-table/use-selection.ts";
import { rich } from "#components/rich.ts";
import { Button } from "#components/ui/button.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { PersonName } from "#components/ui/person-name.tsx";
import { Select } from "#components/ui/select.tsx";
import { Time } from "#components/ui/time.tsx";
import { sentences, t } from "#lib/text.ts";
import { type Pool, poolName } from "../../../pool.ts";
import { BulkDialog } from "../../../users/bulk-dialog.tsx";
import { reclaimDays } from "../../../users/users-filters.ts";

export type ReclaimRow = { id: string; name: string; email?: string; invitedAt: string; sentAt?: string; failure?: string };

const columns: TableColumn<ReclaimRow>[] = [
  {
    id: "name",
    header: t("Name"),
    enableSorting: false,
    meta: { primary: true },
    cell: ({ row }) => <PersonName name={row.original.name} email={row.original.email} />,
  },
  {
    id: "invited",
    header: t("Invited"),
    enableSorting: false,
    meta: { width: "w-32" },
    cell: ({ row }) => (
      <span className="text-muted">
        <Time iso={row.original.invitedAt} />
      </span>
    ),
  },
  {
    id: "mail",
    header: t("Email"),
    enableSorting: false,
    meta: { hideBelow: "md" },
    cell: ({ row: { original } }) => <Sent row={original} />,
  },
];

function Sent({ row: { sentAt, failure } }: { row: ReclaimRow }) {
  if (sentAt) return <span className="text-muted">{rich("Sent {time}", { time: <Time iso={sentAt} /> })}</span>;
  return failure ? (
    <span className="text-pretty text-warn">{t("Not sent: {failure}", { failure })}</span>
  ) : (
    <span className="text-muted">{t("Not sent")}</span>
  );
}

type ReclaimTableProps = {
  pool: Pool;
  days: string;
  people: ReclaimRow[];
  total: number;
  pageSize: number;
  page: number;
  sendsMail: boolean;
  mayChange: boolean;
};

/** Who has not activated for some days: invite again, or return. */
export function ReclaimTable({ pool, days, people, total, pageSize, page, sendsMail, mayChange }: ReclaimTableProps) {
  const router = useRouter();
  const choice = useId();
  return (
    <div className="grid gap-3">
      <div className="flex items-center gap-2">
        <label htmlFor={choice} className="text-muted">
          {t("Not activated for")}
        </label>
        <Select
          id={choice}
          value={days}
          onChange={(event) => router.push(`?invited=${event.target.value}`, { scroll: false })}
          options={reclaimDays.map((days) => ({ value: String(days), label: t("{days} days", { days }) }))}
        />
      </div>
      <DataTable
        key={days}
        label={t("{pool}: never activated", { pool: poolName(pool) })}
        noun={["person", "people"]}
        columns={columns}
        rows={people}
        rowId={(person) => person.id}
        rowHref={(person) => `/users/${person.id}`}
        query={{ q: "", page, filters: {} }}
        total={total}
        pageSize={pageSize}
        selecting={
          mayChange
            ? {
                rowLabel: (person) => person.name,
                actions: (state) => <ReclaimActions state={state} pool={pool} days={days} />,
              }
            : undefined
        }
        empty={
          <div className="rounded-card border border-line">
            <EmptyState title={t("Nobody to ask")}>
              {sentences(
                t("Who was invited longer ago and has not activated appears here."),
                !sendsMail && t("This server sends no email: copy the link of an invitation on the profile."),
              )}
            </EmptyState>
          </div>
        }
      />
    </div>
  );
}

function ReclaimActions({ state, pool, days }: { state: SelectionState; pool: Pool; days: string }) {
  const [open, setOpen] = useState<"people.resend_invitation" | "people.return_license">();
  const query = new URLSearchParams({ license: pool.id, status: "invited", invited: days }).toString();
  return (
    <>
      <Button size="sm" onClick={() => setOpen("people.resend_invitation")}>
        {t("Resend invitation")}
      </Button>
      <Button size="sm" onClick={() => setOpen("people.return_license")}>
        {t("Return license")}
      </Button>
      {open && (
        <BulkDialog
          kind={open}
          selection={JSON.stringify(state.selection.kind === "all" ? { ...state.selection, query } : state.selection)}
          count={state.count}
          pools={[pool]}
          groups={[]}
          poolId={pool.id}
          onClose={() => setOpen(undefined)}
          onStarted={() => {
            setOpen(undefined);
            state.clear();
          }}
        />
      )}
    </>
  );
}

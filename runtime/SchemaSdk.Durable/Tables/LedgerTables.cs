namespace SchemaSdk.Durable.Tables;

// "in (…)" in checks and indexes has at most two values, because SQLite evaluates longer lists very slowly.
internal static class LedgerTables
{
    internal const int Version = 1;

    /// <summary>The name of the index that allows each request id for one job only.</summary>
    internal const string OneRequest = "jobs_one_request";

    /// <summary>The condition for the index on open jobs. SQLite uses that index only for a query with the same condition.</summary>
    internal static string IsOpen(string state) => $"{state} not in ({LedgerState.Refused:d}, {LedgerState.Delivered:d})";

    // put_at and changed_at are the time of the last change, by the clocks of the database and of the writing process.
    internal static string Script(SqlDialect sql)
    {
        var (text, flag, small, number) =
            (sql.TypeOf(SqlType.Text), sql.TypeOf(SqlType.Boolean), sql.TypeOf(SqlType.Integer), sql.TypeOf(SqlType.Long));
        var (time, dollars, id, bytes) =
            (sql.TypeOf(SqlType.Time), sql.TypeOf(SqlType.Dollars), sql.TypeOf(SqlType.Id), sql.TypeOf(SqlType.Bytes));
        var jobs = sql.Table("jobs");
        var sum = $"hour {time} not null, service {text} not null, model {text} not null, nano {number} not null";
        return $"""
            create table {sql.Table("workers")} (
              id {id} primary key, name {text} not null, leased_until {sql.TypeOf(SqlType.LeaseEnd)} not null, lease {number} not null
            );
            create table {jobs} (
              begun {sql.TypeOf(SqlType.RowNumber)},
              key {text} not null unique check (length(key) between 1 and 200),
              model {text} not null check (model <> ''), input_hash {text} not null check (input_hash <> ''),
              service {text}, customer {text}, queued {flag} not null,
              state {small} not null check (state between 0 and 6), version {small} not null check (version >= 1),
              changed_at {time} not null, put_at {time} not null,
              attempts {small} not null, sent_at {time}, own_token {flag} not null default false, sent_hash {text},
              request_id {text}, links {text},
              outcome {text} check (outcome in ('succeeded', 'failed') or outcome = 'canceled'), cost_usd {dollars}, price_usd {dollars},
              settled_by {text}, settled_at {time}, files {text}, files_error {text},
              refusal {text}, refusal_reason {text},
              worker {id}, epoch {number} not null, taken_by {id}, taken_from {number}, claim {id}, place {number} not null,
              reserved_at {time}, spent_nano {number} not null, is_summed {flag} not null,
              begun_by {id} not null, token {id} not null,
              input {bytes}, result {bytes}
            );
            create index jobs_open on {jobs} (state, begun) where {IsOpen("state")};
            create index jobs_held on {jobs} (worker) where worker is not null;
            create index jobs_to_submit on {jobs} (model, place, begun) where state = 0 and queued and worker is null;
            create index jobs_to_end on {jobs} (model, place, begun) where state = 2 and worker is null;
            create index jobs_to_follow on {jobs} (model, place, begun) where state in (2, 5) and worker is null;
            create unique index {OneRequest} on {jobs}
              (request_id, coalesce(service, ''), (case when state in (2, 5) or state = 6 then 0 else begun end))
              where request_id is not null;
            create index jobs_over on {jobs} (put_at) where state in (3, 6);
            create index jobs_full on {jobs} (put_at) where state = 6 and (input is not null or result is not null);
            create index jobs_reserved on {jobs} (reserved_at) where reserved_at is not null and not is_summed;
            create index jobs_summed on {jobs} (reserved_at) where is_summed;
            create index jobs_unsummed on {jobs} (reserved_at) where state = 6 and reserved_at is not null and not is_summed;
            create table {sql.Table("budgets")} (name {text} primary key);
            create table {sql.Table("spent")} ({sum}, primary key (hour, service, model));
            create table {sql.Table("spent_by_customer")} ({sum}, customer {text} not null, primary key (customer, hour, service, model));
            {sql.Settings(MayBecome("old.state", "new.state"))}
            """;
    }

    internal static string MayBecome(string state, string next) => $"({Changes} >> ({state} * 8 + {next})) & 1 = 1";

    // A bit set of the allowed changes. The bit number of a change from state a to state b is 8 * a + b.
    private static long Changes { get; } = (
        from was in Enum.GetValues<LedgerState>()
        from next in Enum.GetValues<LedgerState>()
        where new LedgerEntry { Key = "", ModelId = "", InputHash = "", State = was }.MayBecome(next)
        select 1L << (((int)was * 8) + (int)next)).Sum();
}

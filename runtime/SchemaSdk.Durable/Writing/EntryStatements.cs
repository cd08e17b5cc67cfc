namespace SchemaSdk.Durable.Writing;

// me: the id of this ledger among all ledgers that share the database.
internal sealed class EntryStatements(SqlStore store, Guid me)
{
    private const decimal MostUsd = 1_000_000;   // more than any job costs, but small enough that sums of many jobs do not overflow

    private readonly string _first = First(store.Dialect);
    private readonly string[] _later = Array.ConvertAll(Enum.GetValues<LedgerState>(), state => Later(store.Dialect, state));
    private readonly string _sending = Later(store.Dialect, LedgerState.Sending, " returning epoch");
    private readonly string _release = Release(store.Dialect);

    internal string Words => store.Words;

    /// <summary>Inserts a job that is to be submitted or is being sent for the first time, unless the table already has its key.</summary>
    internal Statement First(LedgerEntry entry, ReadOnlyMemory<byte> input, Guid token) => Statement.OfOneJob(
        _first, entry.Key, entry.ModelId, entry.InputHash, entry.Service, entry.IsQueued, entry.ChangedAt, entry.PriceUsd,
        token, input, entry.Customer, (int)entry.State, entry.Attempt?.SentAt, entry.Attempt?.HasOwnToken == true,
        entry.Attempt?.SentHash, entry.State == LedgerState.Sending ? me : (Guid?)null, SpentNano(entry));

    /// <summary>Records a later entry of a job, if the job has not changed since the caller read it.</summary>
    // begunBy: the token of the call that must have recorded the first entry; null for any call.
    internal Statement Later(LedgerEntry entry, Guid token, Guid? begunBy)
    {
        var (attempt, end, refused) = (entry.Attempt, entry.End, entry.State == LedgerState.Refused ? entry.Refused : null);
        return Statement.OfOneJob(
            entry.State == LedgerState.Sending && (entry.Lease.Epoch > 0 || entry.Attempts > 1) ? _sending : _later[(int)entry.State],
            entry.Key, entry.Version, (int)entry.State, entry.Lease.Epoch, me, token, begunBy, entry.ChangedAt,
            entry.Attempts, attempt?.SentAt, entry.IsQueued, entry.Service, entry.RequestId, ColumnText.Of(end?.Outcome), end?.CostUsd,
            entry.PriceUsd, SpentNano(entry), entry.Settled?.By, entry.Settled?.At, ColumnText.Of(end?.Files), end?.FilesError,
            ColumnText.Of(refused?.By), refused?.Reason,

            // Adds the input when a job is enqueued again, because the ledger of the job's first caller may not have kept it.
            entry.State == LedgerState.Intended ? entry.Input : default, entry.Result,
            ColumnText.Of(entry.Links), attempt?.HasOwnToken == true, attempt?.SentHash);
    }

    /// <summary>Releases a job, unless it is being sent. A job that is still to be submitted goes to the end of the queue.</summary>
    internal Statement Release(string key, long epoch) => Statement.OfOneJob(_release, key, epoch, me);

    // Returns billionths of a dollar, for exact sums. A reported cost of zero may be premature, so the price counts instead.
    private static long SpentNano(LedgerEntry entry) => (long)decimal.Ceiling(
        Math.Clamp(entry.End?.CostUsd is > 0 and { } cost ? cost : entry.PriceUsd ?? 0, 0, MostUsd) * 1_000_000_000);

    // $11 is 1 if the job is being sent, else 0. It is the value of the state, the epoch and the attempts.
    private static string First(SqlDialect sql) =>
        $"""
        insert into {sql.Table("jobs")}
          (key, model, input_hash, service, queued, state, version, changed_at, put_at, attempts, sent_at, own_token, sent_hash,
           price_usd, worker, epoch, taken_by, taken_from, place, reserved_at, spent_nano, is_summed, begun_by, token, input, customer)
        values ($1, $2, $3, $4, $5, $11, $11 + 1, $6, {sql.Now}, $11, $12, $13, $14, $7, $15, $11, $15, 0,
           case when $5 then {sql.NextPlace} else 0 end, case $11 when 1 then {sql.Now} end, $16, false, $8, $8, $9, $10)
        on conflict (key) do nothing{Returning(sql)}
        """;

    // A statement sets the claim and the place only if they change, because setting a column always updates its indexes. SQLite is faster
    // with "or fail" and without "returning". In state 2 or 5, another request id belongs to an earlier, removed job with this key. A
    // caller whose send claimed the job still passes the epoch before the claim (taken_from).
    private static string Later(SqlDialect sql, LedgerState state, string? returning = null) =>
        $"""
        update {(sql.CountsChanges ? "or fail " : "")}{sql.Table("jobs")} as j set
          state = $3, version = $2, changed_at = $8, put_at = {sql.Now}, token = $6, attempts = $9, sent_at = $10, own_token = $27,
          sent_hash = $28, queued = j.queued or $11, service = coalesce(j.service, $12), request_id = $13, links = $26, outcome = $14,
          cost_usd = $15, price_usd = $16, spent_nano = $17, settled_by = $18, settled_at = $19, files = $20, files_error = $21,
          refusal = $22, refusal_reason = $23,
          input = coalesce($24, j.input), result = coalesce($25, j.result){Changed(sql, state)}
        where j.key = $1 and j.version = $2 - 1 and {LedgerTables.MayBecome("j.state", "$3")}
          and (j.state not in (2, 5) or j.request_id is null or j.request_id = $13)
          and (j.epoch = $4 or (j.taken_by = $5 and j.taken_from = $4))
          and ($3 <> 1 or j.worker is null or j.worker = $5 or {sql.IsDead("j.worker")})
          and ($7 is null or (j.begun_by = $7 and j.worker is null)){returning ?? Returning(sql)}
        """;

    private static string Changed(SqlDialect sql, LedgerState state) => state switch
    {
        LedgerState.Intended => $", place = {sql.NextPlace}",
        LedgerState.Sending =>
            $"""
            , worker = $5, reserved_at = {sql.Now},
              epoch = case when j.worker is distinct from $5 then j.epoch + 1 else j.epoch end,
              taken_by = case when j.worker is distinct from $5 then $5 else j.taken_by end,
              taken_from = case when j.worker is distinct from $5 then j.epoch else j.taken_from end
            """,
        LedgerState.Refused or LedgerState.Unknown or LedgerState.Delivered => ", worker = null",
        _ => "",
    };

    private static string Release(SqlDialect sql) =>
        $"""
        update {sql.Table("jobs")} as j set worker = null, place = case j.state when 0 then {sql.NextPlace} else j.place end
        where j.key = $1 and j.epoch = $2 and j.worker = $3 and (j.state = 0 or j.state in (2, 5)){Returning(sql)}
        """;

    private static string Returning(SqlDialect sql) => sql.CountsChanges ? "" : " returning 1";
}

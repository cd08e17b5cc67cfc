namespace SchemaSdk.Durable.Reading;

/// <summary>Reads jobs, and records jobs as unknown if the process that was sending them is presumed dead.</summary>
internal sealed class JobRows(SqlStore store, Guid me, TimeProvider time)
{
    private const int PageSize = 500;

    private readonly SqlDialect _sql = store.Dialect;
    private readonly string _whole = JobRow.Select(store.Dialect, isWhole: true);
    private readonly string _bare = JobRow.Select(store.Dialect, isWhole: false);

    // unread: collects the failures of rows with unreadable values; if null, the first failure is thrown.
    internal async Task<Dictionary<string, JobRow>> FindAsync(
        string[] keys, bool isWhole, List<ModelLedgerException>? unread, CancellationToken cancellationToken)
    {
        var query = new Statement($"{(isWhole ? _whole : _bare)} where {_sql.IsIn("j.key", "$1")}", keys);
        var rows = await ReadAsync(query, unread, cancellationToken).ConfigureAwait(false);
        return rows.ToDictionary(static row => row.Entry.Key, StringComparer.Ordinal);
    }

    /// <summary>Reads the next page of jobs (in one state or in all states), in the order in which the jobs were recorded.</summary>
    /// <returns>The jobs, and the number of the page's last row; null if this page is the last.</returns>
    internal async Task<(List<JobRow> Rows, long? Next)> PageAsync(
        long after, LedgerState? state, List<ModelLedgerException> unread, CancellationToken cancellationToken)
    {
        // The state is part of the SQL text, not a parameter, so that the query planner can use the index of open jobs.
        var among = state is null ? "" : state is LedgerState.Refused or LedgerState.Delivered ? $" and j.state = {(int)state}"
            : $" and {LedgerTables.IsOpen("j.state")} and j.state = {(int)state}";
        var page = new Statement(
            $"select j.begun from {_sql.Table("jobs")} j where j.begun > $1{among} order by j.begun limit {PageSize}", after);
        var numbers = await store.ReadAsync(page, static reader => reader.GetInt64(0), cancellationToken).ConfigureAwait(false);
        List<JobRow> rows = numbers.Count == 0 ? [] : await ReadAsync(
            new Statement($"{_bare} where j.begun between $1 and $2{among} order by j.begun", numbers[0], numbers[^1]),
            unread, cancellationToken).ConfigureAwait(false);
        return (rows, numbers.Count < PageSize ? null : numbers[^1]);
    }

    internal async Task<LedgerEntry?> FindAsync(SqlSession session, string key, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var query = new Statement($"{_whole} where j.key = $1", key);
        var rows = await session.QueryAsync(query, reader => JobRow.Read(reader, _sql, now), cancellationToken).ConfigureAwait(false);
        var isJudged = await ForsakeAsync(session, StatementsFor(rows), cancellationToken).ConfigureAwait(false);
        return Judged(rows, isJudged).FirstOrDefault()?.Entry;
    }

    internal Task<bool> ForsakeAsync(CancellationToken cancellationToken) =>
        ForsakeAsync([DeadWorkers.Forsake(_sql, me)], cancellationToken);

    private Task<bool> ForsakeAsync(List<Statement> statements, CancellationToken cancellationToken) => store.TransactAsync(
        session => ForsakeAsync(session, statements, CancellationToken.None), Patience.Once, cancellationToken);

    private async Task<bool> ForsakeAsync(SqlSession session, List<Statement> statements, CancellationToken cancellationToken)
    {
        var mayJudge = store.MayJudge;
        await (mayJudge ? session.RunAsync(statements, cancellationToken) : Task.CompletedTask).ConfigureAwait(false);
        return mayJudge;
    }

    private async Task<List<JobRow>> ReadAsync(Statement query, List<ModelLedgerException>? unread, CancellationToken cancellationToken)
    {
        var (rows, failures) = await QueryAsync(query, unread is not null, cancellationToken).ConfigureAwait(false);
        if (StatementsFor(rows) is { Count: > 0 } statements)
        {
            var isJudged = await ForsakeAsync(statements, CancellationToken.None).ConfigureAwait(false);
            (rows, failures) = await QueryAsync(query, unread is not null, cancellationToken).ConfigureAwait(false);
            rows = Judged(rows, isJudged);
        }

        unread?.AddRange(failures);
        return rows;
    }

    private List<Statement> StatementsFor(List<JobRow> rows) =>
        rows.FindAll(IsForsaken).ConvertAll(row => DeadWorkers.ForsakeOne(_sql, row.Entry.Key));

    // The row of an unknown job may not say so yet, for example because it was locked.
    private List<JobRow> Judged(List<JobRow> rows, bool isJudged) =>
        rows.ConvertAll(row => isJudged && IsForsaken(row) ? row.AsUnknown() : row);

    // Never presumes this process dead, even if its own lease has expired.
    private bool IsForsaken(JobRow row) => row.IsForsaken && row.Worker != me;

    // Returns the failures, because a second read after a lost connection would add them to a list twice.
    private async Task<(List<JobRow> Rows, IEnumerable<ModelLedgerException> Failures)> QueryAsync(
        Statement query, bool skips, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var read = await store.ReadAsync<object>(query, RowOrFailure, cancellationToken).ConfigureAwait(false);
        return ([.. read.OfType<JobRow>()], read.OfType<ModelLedgerException>());

        object RowOrFailure(DbDataReader reader)
        {
            try
            {
                return JobRow.Read(reader, _sql, now);
            }
            catch (ModelLedgerException exception) when (skips)
            {
                return exception;
            }
        }
    }
}

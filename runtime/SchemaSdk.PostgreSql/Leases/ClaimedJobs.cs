using Npgsql;
using NpgsqlTypes;
using SchemaSdk.Errors;
using SchemaSdk.Ledgers;
using SchemaSdk.PostgreSql.Calls;
using SchemaSdk.PostgreSql.Connecting;
using SchemaSdk.PostgreSql.Reading;

namespace SchemaSdk.PostgreSql.Leases;

/// <summary>Reads the jobs that a claim has taken. One that cannot be read keeps no other one from being handed out.</summary>
internal sealed class ClaimedJobs(Database database, JobRows rows, LeaseKeeper leases, string schema)
{
    private readonly UnreadJobs _unread = new();
    private readonly string _waiting = $"""
        select key from {schema}.jobs where key = any(@keys) and state in (0, 2, 5) and (worker is null or worker = @me)
        """;

    /// <summary>The failure of the last attempt to read a job that waits for a worker, or null.</summary>
    internal ModelLedgerException? UnreadFailure => _unread.Failures.FirstOrDefault().Value;

    /// <summary>A claim begins.</summary>
    /// <exception cref="ModelLedgerException">The failure of a job that was left out of one before, which had others.</exception>
    internal void TellLast() => _unread.TellLast();

    /// <summary>Takes note of jobs that could not be read, and that are at their end by now, or those of another process.</summary>
    internal async Task ForgetAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var keys = _unread.Failures.Select(failed => failed.Key).ToArray();
        if (keys.Length == 0)
        {
            return;
        }

        var over = keys.ToHashSet(StringComparer.Ordinal);
        using var command = new NpgsqlCommand(_waiting, connection);
        command.Add("keys", keys, NpgsqlDbType.Array | NpgsqlDbType.Text);
        command.Add("me", leases.Worker, NpgsqlDbType.Uuid);
        var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
        await using (reader.ConfigureAwait(false))
        {
            while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                over.Remove(reader.GetString(0));
            }
        }

        foreach (var key in over)
        {
            _unread.Forget(key);
        }
    }

    /// <summary>Reads them. Those that are not returned are given back with the next renewal of the lease.</summary>
    /// <exception cref="ModelLedgerException">None can be read, or the database cannot be reached.</exception>
    internal async Task<IReadOnlyList<LedgerEntry>> ReadAsync(List<ClaimedJob> claimed)
    {
        IReadOnlyList<LedgerEntry> read = [];
        try
        {
            return read = await TogetherAsync(claimed).ConfigureAwait(false) ?? await OneByOneAsync(claimed).ConfigureAwait(false);
        }
        finally
        {
            var isRead = read.Select(entry => entry.Key).ToHashSet(StringComparer.Ordinal);
            foreach (var job in claimed.Where(job => !isRead.Contains(job.Key)))
            {
                leases.Held.GiveUp(job.Key, job.Epoch);
            }
        }
    }

    // Returns null if they cannot be read together, which may be for one of them alone.
    private async Task<List<LedgerEntry>?> TogetherAsync(List<ClaimedJob> claimed)
    {
        try
        {
            var found = claimed.Count == 0 ? [] : await RowsAsync([.. claimed.Select(job => job.Key)]).ConfigureAwait(false);
            claimed.ForEach(job => _unread.Forget(job.Key));
            return claimed.FindAll(job => found.ContainsKey(job.Key)).ConvertAll(job => found[job.Key].Entry);
        }
        catch (Exception exception) when (IsOfRow(exception))
        {
            return null;   // each of them is read by itself next, and the one that cannot be is told
        }
    }

    private async Task<List<LedgerEntry>> OneByOneAsync(List<ClaimedJob> claimed)
    {
        var read = new List<LedgerEntry>(claimed.Count);
        ModelLedgerException? failure = null;
        foreach (var key in claimed.Select(job => job.Key))
        {
            try
            {
                read.AddRange((await RowsAsync([key]).ConfigureAwait(false)).Values.Select(row => row.Entry));
                _unread.Forget(key);
            }
            catch (Exception exception) when (IsOfRow(exception))
            {
                _unread.Note(key, exception);
                failure = exception as ModelLedgerException ?? new(
                    $"The row of the job \"{ErrorText.Cut(key)}\" in the ledger in PostgreSQL ({database.Words}) has a value that cannot "
                    + $"be read: {ErrorText.Cut(exception.Message)}",
                    exception);
            }
        }

        if (failure is not null)
        {
            _unread.Tell(failure, hasOthers: read.Count > 0);
        }

        return read;
    }

    // A value may be damaged in any way, as one that no type here has room for.
    private static bool IsOfRow(Exception exception) => exception is not ModelLedgerException failure || Database.MayBeOfOne(failure);

    private Task<Dictionary<string, JobRow>> RowsAsync(string[] keys) => database.RunAsync(
        (connection, cancel) => rows.WholeAsync(connection, keys, cancel), CancellationToken.None);
}

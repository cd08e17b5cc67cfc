using System.Collections.Concurrent;

namespace SchemaSdk.Durable.Leases;

/// <summary>Reads the jobs that a claim has taken. One that cannot be read keeps no other from being handed out.</summary>
internal sealed class ClaimedJobs(SqlStore store, JobRows rows, LeaseKeeper leases)
{
    // Those of the last time that each was tried.
    private readonly ConcurrentDictionary<string, ModelLedgerException> _unread = new(StringComparer.Ordinal);

    /// <summary>The failure of the last attempt to read a job that waits for a worker, or null.</summary>
    internal ModelLedgerException? UnreadFailure => _unread.FirstOrDefault().Value;

    /// <summary>Forgets the failures of jobs that are at their end by now, or those of another process.</summary>
    internal async Task ForgetAsync(SqlSession session, CancellationToken cancellationToken)
    {
        string[] keys = [.. _unread.Keys];
        if (keys.Length == 0)
        {
            return;
        }

        var sql = store.Dialect;
        var waiting = await session.QueryAsync(
            new Statement(
                $"select j.key from {sql.Table("jobs")} j where {sql.IsIn("j.key", "$1")} and j.state in (0, 2, 5) "
                + "and (j.worker is null or j.worker = $2)",
                SqlValue.Of(keys),
                SqlValue.Of(leases.Worker)),
            static reader => reader.GetString(0),
            cancellationToken).ConfigureAwait(false);
        foreach (var key in keys.Except(waiting, StringComparer.Ordinal))
        {
            _unread.TryRemove(key, out _);
        }
    }

    /// <summary>Reads them. The next renewal of the lease gives those back that are not returned, so that others may try.</summary>
    /// <exception cref="ModelLedgerException">The database cannot be reached.</exception>
    internal async Task<IReadOnlyList<LedgerEntry>> ReadAsync(List<(string Key, long Epoch)> taken)
    {
        var read = new Dictionary<string, JobRow>(StringComparer.Ordinal);
        try
        {
            var failures = new Dictionary<string, ModelLedgerException>(StringComparer.Ordinal);
            await ReadAsync(taken.ConvertAll(static job => job.Key), read, failures).ConfigureAwait(false);
            taken.ForEach(job => _unread.TryRemove(job.Key, out _));
            foreach (var (key, failure) in failures)
            {
                _unread[key] = new(
                    $"The job \"{ErrorText.Cut(key)}\" waits for a worker, and could not be read. {ErrorText.Cut(failure.Message)}",
                    failure)
                {
                    Key = key,
                    IsLasting = failure.IsLasting,
                };
            }

            return [.. taken.Where(job => read.ContainsKey(job.Key)).Select(job => read[job.Key].Entry)];
        }
        finally
        {
            foreach (var (key, _) in taken.Where(job => !read.ContainsKey(job.Key)))
            {
                if (leases.Held.TakeOut(key) is { } epoch)
                {
                    leases.Held.Leave(key, epoch);
                }
            }
        }
    }

    private async Task ReadAsync(
        List<string> keys, Dictionary<string, JobRow> read, Dictionary<string, ModelLedgerException> failures)
    {
        if (keys.Count == 0)
        {
            return;
        }

        try
        {
            var unread = new List<ModelLedgerException>();
            var found = await rows.FindAsync([.. keys], isWhole: true, unread, CancellationToken.None).ConfigureAwait(false);
            unread.ForEach(failure => failures[failure.Key!] = failure);
            foreach (var (key, row) in found)
            {
                read[key] = row;
            }
        }
        catch (ModelLedgerException exception) when (store.MayBeOfOne(exception))
        {
            // A page of one of them is damaged. Each is read by itself.
            if (keys.Count == 1)
            {
                failures[keys[0]] = exception;
                return;
            }

            foreach (var key in keys)
            {
                await ReadAsync([key], read, failures).ConfigureAwait(false);
            }
        }
    }
}

using SchemaSdk.PostgreSql.Connecting;
using SchemaSdk.PostgreSql.Reading;

namespace SchemaSdk.PostgreSql.Leases;

/// <summary>Reads the jobs that a claim has taken.</summary>
internal sealed class ClaimedJobs(Database database, JobRows rows, LeaseKeeper leases)
{
    /// <summary>Reads them. Those that are not returned are given back with the next renewal of the lease.</summary>
    internal async Task<IReadOnlyList<LedgerEntry>> ReadAsync(List<ClaimedJob> claimed)
    {
        var read = new List<LedgerEntry>(claimed.Count);
        try
        {
            if (claimed.Count > 0)
            {
                var keys = claimed.ConvertAll(job => job.Key).ToArray();
                var found = await database.RunAsync(
                    (connection, cancel) => rows.WholeAsync(connection, keys, cancel), CancellationToken.None).ConfigureAwait(false);
                read.AddRange(claimed.Where(job => found.ContainsKey(job.Key)).Select(job => found[job.Key].Entry));
            }

            return read;
        }
        catch
        {
            // Goes on as it is; only the jobs would be kept from everybody, since nobody here gets them.
            read.Clear();
            throw;
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
}

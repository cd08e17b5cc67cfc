using SchemaSdk.Reliability.Tests.Kills.Service;

namespace SchemaSdk.Reliability.Tests.Kills.Killing;

/// <summary>Checks the promises of docs/guides/survive-a-restart.md for one job.</summary>
internal static class Promises
{
    /// <summary>Checks the promises for one job without a key, which no later process can run again.</summary>
    public static void Hold(BilledJob sent, string name, LedgerEntry? entry)
    {
        var facts =
            $"{name}: sent {sent.Heard} times, charged as [{string.Join(", ", sent.Ids)}], known as {entry?.State} {entry?.RequestId}";
        Assert.True(sent.Heard <= 1, $"The job was sent twice. {facts}");
        Assert.True(entry is not null || sent.Heard == 0, $"The ledger does not know the job. {facts}");
        Assert.True(
            entry is null or { State: LedgerState.Unknown, Attempt: not null, InputHash.Length: 64 }
                || (entry.State == LedgerState.Accepted && entry.RequestId == sent.Ids.SingleOrDefault()),
            $"The request id is lost. {facts}");
    }

    public static void Hold(Tracked job, IReadOnlyList<string> ids, LedgerEntry? entry, string told)
    {
        var facts = $"{job.Key}: charged as [{string.Join(", ", ids)}], known as {entry?.State} {entry?.RequestId}, reported: {told}";
        Assert.True(ids.Count <= 1, $"The job was charged twice. {facts}");
        Assert.True(entry is not null, $"The ledger does not know the job. {facts}");
        if (entry.State == LedgerState.Unknown)
        {
            Assert.True(job.MayBeUnknown, $"The job is unknown without a reason. {facts}");
            Assert.True(entry is { Attempt: not null, InputHash.Length: 64 }, $"The time or the input hash of the job is lost. {facts}");
            Assert.True(
                told.StartsWith(nameof(ModelSubmissionUnknownException), StringComparison.Ordinal),
                $"The job is not reported as unknown. {facts}");
            return;
        }

        Assert.True(entry.RequestId == ids.SingleOrDefault(), $"The request id is lost. {facts}");
        var (state, word) = job.Kind switch
        {
            JobKind.Refused => (LedgerState.Refused, nameof(ModelApiException)),
            JobKind.Failed => (LedgerState.Delivered, $"{nameof(ModelFailedException)} {entry.RequestId}"),
            _ => (LedgerState.Delivered, $"result {entry.RequestId} {{\"made_by\":\"{entry.RequestId}\"}}"),
        };
        Assert.True(entry.State == state, $"The job is not in its final state. {facts}");
        Assert.True(told.StartsWith(word, StringComparison.Ordinal), $"The caller did not learn how the job ended. {facts}");
    }
}

using SchemaSdk.Reliability.Tests.Kills.Service;

namespace SchemaSdk.Reliability.Tests.Kills.Killing;

/// <summary>The promises of docs/guides/survive-a-restart.md, held against one job.</summary>
internal static class Promises
{
    public static void Hold(Tracked job, IReadOnlyList<string> ids, LedgerEntry? entry, string told)
    {
        var facts = $"{job.Key}: billed as [{string.Join(", ", ids)}], known as {entry?.State} {entry?.RequestId}, told: {told}";
        Assert.True(ids.Count <= 1, $"It was billed twice. {facts}");
        Assert.True(entry is not null, $"The ledger does not know it. {facts}");
        if (entry.State == LedgerState.Unknown)
        {
            Assert.True(job.MayBeUnknown, $"It is unknown without a reason. {facts}");
            Assert.True(entry is { Attempt: not null, InputHash.Length: 64 }, $"Its time or its hash is lost. {facts}");
            Assert.True(told.StartsWith(nameof(ModelSubmissionUnknownException), StringComparison.Ordinal), $"It is not said. {facts}");
            return;
        }

        Assert.True(entry.RequestId == ids.SingleOrDefault(), $"Its id is lost. {facts}");
        var (state, word) = job.Kind switch
        {
            JobKind.Refused => (LedgerState.Refused, nameof(ModelApiException)),
            JobKind.Failed => (LedgerState.Delivered, $"{nameof(ModelFailedException)} {entry.RequestId}"),
            _ => (LedgerState.Delivered, $"result {entry.RequestId} {{\"made_by\":\"{entry.RequestId}\"}}"),
        };
        Assert.True(entry.State == state, $"It has not ended. {facts}");
        Assert.True(told.StartsWith(word, StringComparison.Ordinal), $"Its end was not given. {facts}");
    }
}

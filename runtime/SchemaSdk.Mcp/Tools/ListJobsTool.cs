using SchemaSdk.Durable;
using SchemaSdk.Mcp.Answers;
using SchemaSdk.Mcp.Jobs;

namespace SchemaSdk.Mcp.Tools;

/// <summary><c>list_jobs</c>: lists the jobs of agents, the latest first.</summary>
internal sealed class ListJobsTool(ModelToolServer server) : ModelTool("list_jobs")
{
    private const int MostJobs = 100;

    protected override async Task<ToolAnswer> CallAsync(ToolCall call, CancellationToken cancellationToken)
    {
        var (state, since) = (call.Arguments.Choice("state"), call.Arguments.Time("since"));
        var limit = call.Arguments.Number("limit", 1, MostJobs, 20);
        var customer = server.Options.CustomerOf(call.User);

        // The ledger lists the oldest jobs first. The queue keeps only the latest.
        var last = new Queue<JsonObject>();
        var unread = new List<ModelLedgerException>();
        var entries = server.Jobs.Ledger is DurableJobLedger durable
            ? durable.ListAsync(unread, cancellationToken) : server.Jobs.Ledger.ListAsync(cancellationToken);
        await foreach (var entry in entries.ConfigureAwait(false))
        {
            // Servers of several services may share a ledger.
            if (entry.Customer != customer || entry.ChangedAt < since || RunKey.OfAgent(entry) is not { } key
                || (entry.Service is { } service && service != server.Service))
            {
                continue;
            }

            var status = server.Jobs.Running(key, customer)?.Status;
            if (state is not null && JobView.StateOf(entry, status) != state)
            {
                continue;
            }

            last.Enqueue(JobView.Short(entry, status));
            if (last.Count > limit)
            {
                last.Dequeue();
            }
        }

        var answer = new JsonObject { ["jobs"] = new JsonArray([.. last.Reverse()]) };
        var unreadable = unread.Select(failure => RunKey.OfAgent(failure.Key!, customer)).OfType<string>().ToList();
        if (unreadable.Count > 0)
        {
            answer["unreadable"] = new JsonArray([.. unreadable.Take(limit).Select(static key => (JsonNode?)key)]);
            answer["next"] = $"Jobs whose rows in the ledger cannot be read: {unreadable.Count}. They may be charged, so do not call the "
                + "run tool for them with another key or variant. Ask the user to run 'schemasdk jobs list', which says what to correct.";
        }

        return new(answer);
    }
}

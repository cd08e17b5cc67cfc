using SchemaSdk.Mcp.Answers;
using SchemaSdk.Mcp.Jobs;

namespace SchemaSdk.Mcp.Tools;

/// <summary><c>list_jobs</c>: lists the jobs of agents, the latest first.</summary>
internal sealed class ListJobsTool(ModelToolServer server) : ModelTool("list_jobs")
{
    private const int MostJobs = 100;

    protected override async Task<ToolAnswer> CallAsync(ToolCall call, CancellationToken cancellationToken)
    {
        var (state, since) = (call.Arguments.Text("state"), call.Arguments.Time("since"));
        var limit = call.Arguments.Number("limit", 1, MostJobs, 20);
        var customer = server.Options.CustomerOf(call.User);

        // The ledger lists the oldest jobs first, so a full queue drops its first job.
        var last = new Queue<JsonObject>();
        await foreach (var entry in server.Jobs.Ledger.ListAsync(cancellationToken).ConfigureAwait(false))
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

        return new(new JsonObject { ["jobs"] = new JsonArray([.. last.Reverse()]) });
    }
}

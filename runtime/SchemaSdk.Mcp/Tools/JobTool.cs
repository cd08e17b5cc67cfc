using SchemaSdk.Mcp.Answers;
using SchemaSdk.Mcp.Jobs;

namespace SchemaSdk.Mcp.Tools;

/// <summary><c>job</c>: waits for a job, and returns its state and its result.</summary>
internal sealed class JobTool(ModelToolServer server) : ModelTool("job")
{
    protected override async Task<ToolAnswer> CallAsync(ToolCall call, CancellationToken cancellationToken)
    {
        var key = call.Arguments.RequiredText("key");
        var customer = server.Options.CustomerOf(call.User);
        var wait = JobWait.LengthOf(call);
        var (entry, failure) = await JobWait.WaitAsync(server, call, key, customer, started: null, wait, cancellationToken)
            .ConfigureAwait(false);
        return await JobView.WholeAsync(server.Jobs, entry ?? throw AgentJobs.NoJob(key), attached: null, cancellationToken, failure)
            .ConfigureAwait(false);
    }
}

using SchemaSdk.Mcp.Answers;

namespace SchemaSdk.Mcp.Tools;

/// <summary><c>cancel</c>: cancels a job at the service.</summary>
internal sealed class CancelTool(ModelToolServer server) : ModelTool("cancel")
{
    protected override async Task<ToolAnswer> CallAsync(ToolCall call, CancellationToken cancellationToken)
    {
        var key = call.Arguments.RequiredText("key");
        var (outcome, mayBeBilled) = await server.Jobs
            .CancelAsync(key, server.Options.CustomerOf(call.User), cancellationToken)
            .ConfigureAwait(false);
        return new(new JsonObject { ["key"] = key, ["outcome"] = outcome, ["may_be_billed"] = mayBeBilled });
    }
}

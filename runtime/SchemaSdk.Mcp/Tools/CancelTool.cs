using SchemaSdk.Mcp.Answers;

namespace SchemaSdk.Mcp.Tools;

/// <summary><c>cancel</c>: cancels a job at the service.</summary>
internal sealed class CancelTool(ModelToolServer server) : ModelTool("cancel")
{
    protected override async Task<ToolAnswer> CallAsync(ToolCall call, CancellationToken cancellationToken)
    {
        var key = call.Arguments.RequiredText("key");
        var entry = await server.Jobs.FindAsync(key, server.Options.CustomerOf(call.User), cancellationToken).ConfigureAwait(false)
            ?? throw JobTool.NoJob(key);
        var (outcome, mayBeBilled) = entry.State switch
        {
            LedgerState.Accepted => await CancelAsync(entry, cancellationToken).ConfigureAwait(false),
            LedgerState.Ended or LedgerState.Delivered => ("already_ended", entry.End?.Outcome != JobState.Canceled),
            LedgerState.Refused => ("not_submitted", false),
            LedgerState.Unknown => throw new ToolRefusal(
                $"It is not known whether the service accepted the job '{key}', so it cannot be cancelled. Ask the user to look for it at "
                + "the service."),
            _ => throw new ToolRefusal($"The job '{key}' is being submitted. Call cancel again in some seconds."),
        };
        return new(new JsonObject { ["key"] = key, ["outcome"] = outcome, ["may_be_billed"] = mayBeBilled });
    }

    private async Task<(string Outcome, bool MayBeBilled)> CancelAsync(LedgerEntry entry, CancellationToken cancellationToken) =>
        await server.Client.Attach(entry).CancelAsync(cancellationToken).ConfigureAwait(false) switch
        {
            CancelOutcome.Canceled => ("cancelled", false),
            CancelOutcome.NotCancelable => ("not_cancelable", true),
            _ => ("unconfirmed", true),
        };
}

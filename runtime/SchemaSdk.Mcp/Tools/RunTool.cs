using SchemaSdk.Mcp.Answers;
using SchemaSdk.Mcp.Consent;
using SchemaSdk.Mcp.Jobs;

namespace SchemaSdk.Mcp.Tools;

/// <summary><c>run</c>: runs a model, at most once for the same call.</summary>
internal sealed class RunTool(ModelToolServer server) : ModelTool("run")
{
    protected override async Task<ToolAnswer> CallAsync(ToolCall call, CancellationToken cancellationToken)
    {
        var run = await RunReading.ReadAsync(server, call, hasKey: true, cancellationToken).ConfigureAwait(false);
        var ofAgent = call.Arguments.Dollars("max_price_usd");
        var wait = JobWait.LengthOf(call);
        var known = await server.Jobs.FindAsync(run.Key, run.Customer, cancellationToken).ConfigureAwait(false);
        var isNew = known is null or { State: LedgerState.Refused };
        if (isNew && server.Jobs.Running(run.Key) is null)
        {
            await CheckAsync(call, run, ofAgent, cancellationToken).ConfigureAwait(false);
        }

        // If a job with the key is known, nothing is submitted: the ledger compares the inputs, and the process attaches.
        var job = known is { State: LedgerState.Ended or LedgerState.Delivered or LedgerState.Unknown } && known.ModelId == run.Model.Id
            ? null
            : server.Jobs.Start(run, server.Files, SpendingLimits.MaxPriceOf(server, ofAgent));
        if (job is not null)
        {
            // Even an agent that does not wait gets a job that the ledger knows.
            await JobWait.UntilSubmittedAsync(server, job, cancellationToken).ConfigureAwait(false);
        }

        var entry = await JobWait.WaitAsync(server, call, run.Key, run.Customer, job, wait, cancellationToken).ConfigureAwait(false);
        if (job?.Failure is { } failure && IsOfSubmit(failure))
        {
            throw new ToolRefusal(
                failure is ModelException or ToolRefusal ? failure.Message : $"The job '{run.Key}' cannot be followed: {failure.Message}");
        }

        return entry is null
            ? throw new ToolRefusal($"The job '{run.Key}' is not recorded yet. Call run again with the same arguments: it pays once.")
            : await JobView.WholeAsync(server.Jobs, entry, attached: !isNew, cancellationToken).ConfigureAwait(false);
    }

    // Any other failure is of a job that the service has accepted or may have accepted, so the agent gets the job.
    private static bool IsOfSubmit(Exception failure) =>
        failure is not ModelException { RequestId: not null } and not ModelSubmissionUnknownException;

    private async Task CheckAsync(ToolCall call, RunOrder run, decimal? ofAgent, CancellationToken cancellationToken)
    {
        if (RunReading.ErrorsOf(server, run) is { Count: > 0 } errors)
        {
            throw new ToolRefusal(
                $"Nothing was run: {run.Model.Id} does not accept this input. "
                + string.Join(' ', errors.Take(20).Select(static error => error.Message)));
        }

        if (server.Options is { MaxPriceUsd: null, ConfirmAboveUsd: null } && ofAgent is null
            && server.Client.Parts.Line.Settings.BudgetUsd is null)
        {
            return;
        }

        var estimate = await server.Client.EstimateAsync(run.Model.Id, run.Input, cancellationToken).ConfigureAwait(false);
        var left = await SpendingLimits.LeftAsync(server, cancellationToken).ConfigureAwait(false);
        if (SpendingLimits.ProblemOf(server, run.Model.Id, estimate, ofAgent, left) is { } problem)
        {
            throw new ToolRefusal(problem);
        }

        if (PriceConsent.IsNeeded(server.Options, estimate.AmountUsd))
        {
            PriceConsent.Demand(server, call, run, estimate);
        }
    }
}

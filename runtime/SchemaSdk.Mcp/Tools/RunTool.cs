using SchemaSdk.Mcp.Answers;
using SchemaSdk.Mcp.Consent;
using SchemaSdk.Mcp.Jobs;
using SchemaSdk.Submitting;

namespace SchemaSdk.Mcp.Tools;

/// <summary><c>run</c>: runs a model, at most once for the same call.</summary>
internal sealed class RunTool(ModelToolServer server) : ModelTool(Name)
{
    internal const string Name = "run";

    protected override async Task<ToolAnswer> CallAsync(ToolCall call, CancellationToken cancellationToken)
    {
        var run = await RunReading.ReadAsync(server, call, hasKey: true, cancellationToken).ConfigureAwait(false);
        var ofAgent = call.Arguments.Dollars("max_price_usd");
        var wait = ToolCall.CanFollowTask(call.Request) ? TimeSpan.Zero : JobWait.LengthOf(call);
        var known = await server.Jobs.FindAsync(run.Key, run.Customer, cancellationToken).ConfigureAwait(false);
        var isNew = known is null or { State: LedgerState.Refused or LedgerState.Intended };
        var joined = isNew ? server.Jobs.Running(run) : null;
        var job = joined;
        if (job is null)
        {
            // The price is checked only for a new job. Any other job is only attached to, even if it was refused after the lookup.
            var most = isNew ? await CheckAsync(call, run, ofAgent, cancellationToken).ConfigureAwait(false) : null;
            job = server.Jobs.Start(run, most, onlyAttaches: !isNew);
        }

        // Call WaitAsync even if the agent does not want to wait, because WaitAsync also reads the job from the ledger.
        var (entry, _) = await JobWait.WaitAsync(server, call, run.Key, run.Customer, job, wait, cancellationToken).ConfigureAwait(false);
        var failure = job.Failure;
        if (!isNew && failure is NotAttachedException)
        {
            throw new ToolRefusal(
                $"The job '{run.Key}' was refused in the meantime, so it is not running. Call run again to submit it.");
        }

        if (failure is not null && IsOfSubmit(failure))
        {
            throw new ToolRefusal(
                failure is ModelException or ToolRefusal
                    ? failure.Message
                    : $"This server cannot wait for the job '{run.Key}': {failure.Message}");
        }

        return entry is null
            ? throw new ToolRefusal(
                $"The job '{run.Key}' is not recorded yet. Call run again with the same arguments. The job is charged only once.")
            : await JobView.WholeAsync(server.Jobs, entry, attached: !isNew || joined is not null, cancellationToken, failure)
                .ConfigureAwait(false);
    }

    // False if the service has accepted the job, or may have accepted it. The agent then gets the description of the job.
    private static bool IsOfSubmit(Exception failure) =>
        failure is not ModelException { RequestId: not null } and not ModelSubmissionUnknownException;

    // Returns the highest price in US dollars at which the run is submitted; null for no limit.
    private async Task<decimal?> CheckAsync(ToolCall call, RunOrder run, decimal? ofAgent, CancellationToken cancellationToken)
    {
        if (RunReading.ErrorsOf(run) is { Count: > 0 } errors)
        {
            throw new ToolRefusal(
                $"Nothing was run: {run.ModelId} does not accept this input. "
                + string.Join(' ', errors.Take(20).Select(static error => error.Message)));
        }

        if (server.Options is { MaxPriceUsd: null, ConfirmAboveUsd: null } && ofAgent is null
            && server.Client.Parts.Access.Settings.BudgetUsd is null)
        {
            return null;
        }

        var estimate = await server.Prices.LimitAsync(stop => run.Endpoint.EstimateAsync(run.Input, stop), cancellationToken)
            .ConfigureAwait(false);
        var left = await SpendingLimits.LeftAsync(server, cancellationToken).ConfigureAwait(false);
        if (SpendingLimits.ProblemOf(server, run.ModelId, estimate, ofAgent, left) is { } problem)
        {
            throw new ToolRefusal(problem);
        }

        if (PriceConsent.IsNeeded(server.Options, estimate.AmountUsd))
        {
            PriceConsent.Demand(server, call, run, estimate);
        }

        return estimate.AmountUsd;
    }
}

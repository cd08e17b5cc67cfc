using SchemaSdk.Mcp.Answers;

namespace SchemaSdk.Mcp.Jobs;

/// <content>Cancels jobs.</content>
internal sealed partial class AgentJobs
{
    /// <summary>Cancels a job at the service.</summary>
    /// <returns>The outcome as a word for agents, such as <c>cancelled</c>, and whether the job may be charged.</returns>
    /// <exception cref="ToolRefusal">The customer has no job with this key, or the job cannot be cancelled now.</exception>
    internal async Task<(string Outcome, bool MayBeBilled)> CancelAsync(
        string key, string? customer, CancellationToken cancellationToken)
    {
        var entry = await FindAsync(key, customer, cancellationToken).ConfigureAwait(false) ?? throw NoJob(key);
        return entry.State switch
        {
            LedgerState.Accepted => await CancelAsync(entry, cancellationToken).ConfigureAwait(false),
            // A reported cost of 0 does not show that the job is free, because a service may charge later.
            LedgerState.Ended or LedgerState.Delivered =>
                ("already_ended", entry.End?.Outcome != JobState.Canceled || MayChargeCancelled),
            LedgerState.Refused => ("not_submitted", false),
            LedgerState.Unknown => throw new ToolRefusal(
                $"It is not known whether the service accepted the job '{key}', so it cannot be cancelled. Ask the user to look for "
                + $"the job at the service, and to settle it with 'schemasdk jobs settle {entry.Key}'."),
            LedgerState.Intended when entry is { IsQueued: false, Lease.Owner: null } && Running(key, customer) is null =>
                throw new ToolRefusal(
                    $"The job '{key}' has not been submitted, so it cannot be cancelled. This server is not submitting it. The "
                    + "job will run and be charged only if another server submits it."),
            _ => throw new ToolRefusal($"The job '{key}' is being submitted. Call cancel again in a few seconds."),
        };
    }

    internal static ToolRefusal NoJob(string key) =>
        new($"This server has no job with the key '{(key.Length <= 100 ? key : key[..100] + "…")}'. Find the right key with list_jobs.");

    private bool MayChargeCancelled => !client.Parts.Access.Settings.Service.CancelsOnlyQueuedJobs;

    private async Task<(string Outcome, bool MayBeBilled)> CancelAsync(LedgerEntry entry, CancellationToken cancellationToken) =>
        await client.Attach(entry).CancelAsync(cancellationToken).ConfigureAwait(false) switch
        {
            CancelOutcome.Canceled => ("cancelled", MayChargeCancelled),
            CancelOutcome.NotCancelable => ("not_cancelable", true),
            _ => ("unconfirmed", true),
        };
}

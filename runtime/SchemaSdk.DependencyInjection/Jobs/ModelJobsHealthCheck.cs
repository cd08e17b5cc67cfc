using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace SchemaSdk.DependencyInjection.Jobs;

/// <summary>Says whether the ledger answers, and whether a person is needed.</summary>
internal sealed class ModelJobsHealthCheck(LedgerWatch watch) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(Result(context.Registration.FailureStatus));

    private HealthCheckResult Result(HealthStatus failureStatus)
    {
        var data = DataOf(watch.Summary);
        return watch switch
        {
            { Failure: { } failure } => new(
                failureStatus,
                "The ledger of jobs does not answer. Jobs stay where they are, and it is asked again: look at its disk or database.",
                failure,
                data),
            { Summary.Unknown: > 0 and var unknown } => HealthCheckResult.Degraded(
                $"{unknown} jobs are unknown: each was sent, may be running and billed, and is not sent again. Look for them at the "
                + "service, and settle each: IModelJobs.SettleAsync, or schemasdk jobs settle.",
                data: data),
            { CompactionFailure: { } failure } => HealthCheckResult.Degraded(
                $"The file of the ledger is not compacted, so it grows; no job is lost by that. {failure.Message}", failure, data),
            { Summary: null } => HealthCheckResult.Degraded("The jobs of the ledger were not counted yet.", data: data),
            _ => HealthCheckResult.Healthy(data: data),
        };
    }

    private Dictionary<string, object> DataOf(LedgerSummary? summary) => summary is null ? [] : new()
    {
        ["open"] = summary.Open,
        ["unknown"] = summary.Unknown,
        ["oldest_seconds"] = watch.OldestSeconds,
        ["lease_losses"] = summary.LeasesLost,
    };
}

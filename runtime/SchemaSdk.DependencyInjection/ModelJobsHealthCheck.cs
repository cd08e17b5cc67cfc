using Microsoft.Extensions.Diagnostics.HealthChecks;
using SchemaSdk.Durable.Workers;

namespace SchemaSdk.DependencyInjection;

/// <summary>Checks whether jobs can be sent and recorded, and whether a person must act.</summary>
internal sealed class ModelJobsHealthCheck(ModelJobsParts parts) : IHealthCheck
{
    // Longer than a working ledger needs for its first answer, but shorter than the timeout of a health probe.
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(0.5);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await parts.Watch.Answered.WaitAsync(FirstWait, parts.Time, cancellationToken)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
        var failing = context.Registration.FailureStatus;
        (HealthStatus Status, string? Text, Exception? Failure) result = parts switch
        {
            { Watch.Failure: { } away } => (
                failing,
                "The job ledger is not responding. Jobs wait until it responds. Check its disk or database.",
                away),
            { Failures.Last: { } trouble } => (
                failing,
                $"No job can be sent or recorded. {trouble.Message} Jobs wait until a retry succeeds.",
                trouble),
            { Watch.Summary: null } => (
                failing, "The job ledger has not answered since the host started. Check its disk or database.", null),
            { Watch.Summary.Unknown: > 0 and var unknown } => (
                HealthStatus.Degraded,
                $"Unknown jobs: {unknown}. Each was sent and may run and be charged, so it is not sent again. Look for each "
                + "job at the service, and settle it with IModelJobs.SettleAsync or schemasdk jobs settle.",
                null),
            { Runs.LackFiles: > 0 and var waiting } => (
                HealthStatus.Degraded,
                $"Ended jobs that have not been delivered yet: {waiting}. Some of their files could not be downloaded. The "
                + "downloads will be retried. Check the log, the download folder and the service.",
                null),
            { Ledger.UpkeepFailure: { } failure } => (
                HealthStatus.Degraded,
                $"The upkeep of the ledger failed and will be retried. No job is lost. {failure.Message}",
                failure),
            _ => (HealthStatus.Healthy, null, null),
        };
        return new HealthCheckResult(result.Status, result.Text, result.Failure, Data());
    }

    private Dictionary<string, object> Data()
    {
        var data = new Dictionary<string, object>(StringComparer.Ordinal);
        if (parts.Watch.Summary is { } summary)
        {
            data["open"] = summary.Open;
            data["unknown"] = summary.Unknown;
            data["oldest_seconds"] = parts.Watch.OldestSeconds;
            data["lease_losses"] = summary.LeasesLost;
            data["waiting_for_files"] = parts.Runs.LackFiles;
            data["delivered_with_files_error"] = parts.Runs.LackedFiles;
        }

        if (parts.Ledger.UpkeepFailure is { } failure)
        {
            data["retention"] = failure.Message;
        }

        return data;
    }
}

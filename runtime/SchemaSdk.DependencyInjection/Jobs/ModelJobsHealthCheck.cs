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
            { Missing.Waiting: > 0 and var waiting } => HealthCheckResult.Degraded(
                $"{waiting} jobs have ended and are given to nobody yet, since files of their results cannot be downloaded. It is tried "
                + "again: look at the log, the folder for files, and the service.",
                data: data),
            { UpkeepFailure: { } failure } => HealthCheckResult.Degraded(
                $"Something that the ledger does by itself failed, and is tried again; no job is lost by that. {failure.Message}",
                failure,
                data),
            { Summary: null } => HealthCheckResult.Degraded("The jobs of the ledger were not counted yet.", data: data),
            _ => HealthCheckResult.Healthy(data: data),
        };
    }

    private Dictionary<string, object> DataOf(LedgerSummary? summary)
    {
        var data = new Dictionary<string, object>(StringComparer.Ordinal);
        if (summary is not null)
        {
            data["open"] = summary.Open;
            data["unknown"] = summary.Unknown;
            data["oldest_seconds"] = watch.OldestSeconds;
            data["lease_losses"] = summary.LeasesLost;
            data["waiting_for_files"] = watch.Missing.Waiting;
            data["delivered_with_files_error"] = watch.Missing.Delivered;
        }

        if (watch.UpkeepFailure is { } failure)
        {
            data["retention"] = failure.Message;
        }

        return data;
    }
}

using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace SchemaSdk.MassTransit.Messages;

/// <summary>Fails while messages go to the error queue because of the ledger, or while the broker confirms no messages.</summary>
internal sealed class MessagesHealthCheck(LedgerTrouble ledger, BrokerTrouble broker) : IHealthCheck
{
    internal const string Name = "model_job_messages";

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(Result(context.Registration.FailureStatus));

    private HealthCheckResult Result(HealthStatus failureStatus) => (ledger.Last, broker.Last) switch
    {
        ({ } failure, _) => new(
            failureStatus,
            $"The ledger cannot record jobs until a person repairs it. {failure.Message} Messages go to the error queue. Move them back "
            + "once the ledger is repaired.",
            failure),
        (_, { } failure) => new(
            failureStatus,
            $"{failure.Message} This has lasted for a minute or more. Messages about ended jobs are delayed, unless other processes that "
            + "share the ledger publish them. If other processes can reach the broker, restart this process: its bus may never reconnect.",
            failure),
        _ => HealthCheckResult.Healthy(),
    };
}

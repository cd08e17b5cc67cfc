using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace SchemaSdk.MassTransit.Messages;

/// <summary>Tells that messages go to the queue of errors because of the ledger, or that the broker confirms none.</summary>
internal sealed class MessagesHealthCheck(LedgerTrouble ledger, BrokerTrouble broker) : IHealthCheck
{
    internal const string Name = "model_job_messages";

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(Result(context.Registration.FailureStatus));

    private HealthCheckResult Result(HealthStatus failureStatus) => (ledger.Last, broker.Last) switch
    {
        ({ } failure, _) => new(
            failureStatus,
            $"The ledger takes no job of a message until a person has looked at it. {failure.Message} Messages go to the queue of "
            + "errors: move them back once it is repaired.",
            failure),
        (_, { } failure) => new(
            failureStatus,
            $"{failure.Message} So it has been for a minute or more. Jobs that have ended wait for it, or are left to processes that share "
            + "the ledger. If those reach the broker, start this one again: a bus may lose its connection for good.",
            failure),
        _ => HealthCheckResult.Healthy(),
    };
}

using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace SchemaSdk.MassTransit.Messages;

/// <summary>Tells that messages go to the queue of errors because of the ledger.</summary>
internal sealed class MessagesHealthCheck(LedgerTrouble trouble) : IHealthCheck
{
    internal const string Name = "model_job_messages";

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(trouble.Last is { } failure
            ? new HealthCheckResult(
                context.Registration.FailureStatus,
                $"The ledger takes no job of a message until a person has looked at it. {failure.Message} Messages go to the queue of "
                + "errors: move them back once it is repaired.",
                failure)
            : HealthCheckResult.Healthy());
}

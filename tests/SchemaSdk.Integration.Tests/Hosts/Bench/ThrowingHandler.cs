namespace SchemaSdk.Integration.Tests.Hosts.Bench;

internal sealed class ThrowingHandler : IModelJobHandler
{
    public Task EndedAsync(EndedModelJob job, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task RefusedAsync(LedgerEntry job, Exception error, CancellationToken cancellationToken) =>
        throw new TimeoutException("The broker is away.");

    public Task UnknownAsync(LedgerEntry job, CancellationToken cancellationToken) => throw new TimeoutException("The broker is away.");
}

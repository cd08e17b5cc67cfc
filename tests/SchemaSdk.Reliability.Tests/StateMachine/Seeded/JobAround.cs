using System.Text.Json;

namespace SchemaSdk.Reliability.Tests.StateMachine.Seeded;

/// <summary>Wraps a real job: derived classes implement the waits, and all other calls are forwarded to the real job.</summary>
internal abstract class JobAround(ModelJob<JsonElement> inner) : ModelJob<JsonElement>
{
    public override string ModelId => inner.ModelId;

    public override string RequestId => inner.RequestId;

    protected ModelJob<JsonElement> Inner => inner;

    public override Task<JobStatus> GetStatusAsync(CancellationToken cancellationToken = default) =>
        inner.GetStatusAsync(cancellationToken);

    public override IAsyncEnumerable<JobStatus> WatchAsync(CancellationToken cancellationToken = default) =>
        inner.WatchAsync(cancellationToken);

    public override Task<CancelOutcome> CancelAsync(CancellationToken cancellationToken = default) => inner.CancelAsync(cancellationToken);
}

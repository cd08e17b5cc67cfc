using System.Collections.Concurrent;

namespace SchemaSdk.Integration.Tests.Hosts.Bench;

/// <summary>Records the jobs that a host passes to the application's handler.</summary>
internal sealed class HandledJobs
{
    public ConcurrentQueue<EndedModelJob> Ended { get; } = new();

    public ConcurrentQueue<(LedgerEntry Job, Exception Error)> Refused { get; } = new();

    public ConcurrentQueue<LedgerEntry> Unknown { get; } = new();

    /// <summary>Called by the handler after it has added a job to <see cref="Ended"/>.</summary>
    public Func<EndedModelJob, CancellationToken, Task> Does { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Called by the handler after it has added a job to <see cref="Unknown"/>.</summary>
    public Func<LedgerEntry, CancellationToken, Task> DoesOnUnknown { get; set; } = (_, _) => Task.CompletedTask;

    public void Register(IServiceCollection services) => services.AddSingleton(this).AddModelJobHandler<Handler>();

    public Task UntilEndedAsync(int count) => Soon.Until(() => Ended.Count >= count);

    internal sealed class Handler(HandledJobs handed) : IModelJobHandler
    {
        public Task EndedAsync(EndedModelJob job, CancellationToken cancellationToken)
        {
            handed.Ended.Enqueue(job);
            return handed.Does(job, cancellationToken);
        }

        public Task RefusedAsync(LedgerEntry job, Exception error, CancellationToken cancellationToken)
        {
            handed.Refused.Enqueue((job, error));
            return Task.CompletedTask;
        }

        public Task UnknownAsync(LedgerEntry job, CancellationToken cancellationToken)
        {
            handed.Unknown.Enqueue(job);
            return handed.DoesOnUnknown(job, cancellationToken);
        }
    }
}

using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;

namespace SchemaSdk.Integration.Tests.Hosts.Bench;

/// <summary>Keeps what handlers were given.</summary>
internal sealed class Handed
{
    public ConcurrentQueue<EndedModelJob> Ended { get; } = new();

    public ConcurrentQueue<(LedgerEntry Job, Exception Error)> Refused { get; } = new();

    public ConcurrentQueue<LedgerEntry> Unknown { get; } = new();

    /// <summary>The step that each handler takes with an ended job before it returns.</summary>
    public Func<EndedModelJob, CancellationToken, Task> Does { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>The step that each handler takes when it is told of an unknown job.</summary>
    public Func<LedgerEntry, CancellationToken, Task> DoesOnUnknown { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>The number of times that it throws when it is told of unknown jobs, before it takes one.</summary>
    public int UnknownFailures { get; set; }

    public void Register(IServiceCollection services) => services.AddSingleton(this).AddModelJobHandler<Handler>();

    public Task UntilEndedAsync(int count) => Soon.Until(() => Task.FromResult(Ended.Count >= count));

    internal sealed class Handler(Handed handed) : IModelJobHandler
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
            return handed.Unknown.Count > handed.UnknownFailures
                ? handed.DoesOnUnknown(job, cancellationToken)
                : throw new TimeoutException("Nobody could be told.");
        }
    }
}

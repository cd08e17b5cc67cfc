using System.Collections.Concurrent;

namespace SchemaSdk.Integration.Tests.MassTransit.Bench;

/// <summary>Keeps what was published, in the order in which it came.</summary>
internal sealed class Heard
{
    private readonly ConcurrentQueue<object> _messages = new();

    public IReadOnlyList<T> All<T>() => [.. _messages.OfType<T>()];

    public async Task<IReadOnlyList<T>> UntilAsync<T>(int count = 1)
    {
        await Soon.Until(() => Task.FromResult(All<T>().Count >= count));
        return All<T>();
    }

    public void Add(object message) => _messages.Enqueue(message);
}

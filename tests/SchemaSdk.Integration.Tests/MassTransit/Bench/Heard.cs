using System.Collections.Concurrent;

namespace SchemaSdk.Integration.Tests.MassTransit.Bench;

internal sealed class Heard
{
    private readonly ConcurrentQueue<object> _messages = new();

    public IReadOnlyList<T> All<T>() => [.. _messages.OfType<T>()];

    public async Task<IReadOnlyList<T>> UntilAsync<T>(int count = 1)
    {
        await Soon.Until(() => All<T>().Count >= count);
        return All<T>();
    }

    public void Add(object message) => _messages.Enqueue(message);
}

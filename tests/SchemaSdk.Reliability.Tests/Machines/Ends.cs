using System.Collections.Concurrent;
using MassTransit;
using SchemaSdk.MassTransit;

namespace SchemaSdk.Reliability.Tests.Machines;

/// <summary>The messages that were published about each job.</summary>
internal sealed class Ends
{
    private readonly ConcurrentDictionary<string, ConcurrentQueue<ModelEnded>> _ended = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _unknown = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<ModelRefused> _refused = new();

    public int Count => _ended.Count;

    public int Messages => _ended.Values.Sum(messages => messages.Count);

    public IReadOnlyCollection<ModelRefused> Refused => _refused;

    public IReadOnlyList<ModelEnded> Of(string key) => _ended.TryGetValue(key, out var messages) ? [.. messages] : [];

    public bool IsUnknown(string key) => _unknown.ContainsKey(key);

    internal sealed class Listener(Ends ends) : IConsumer<ModelEnded>, IConsumer<ModelUnknown>, IConsumer<ModelRefused>
    {
        public Task Consume(ConsumeContext<ModelEnded> context)
        {
            ends._ended.GetOrAdd(context.Message.Key, static _ => new()).Enqueue(context.Message);
            return Task.CompletedTask;
        }

        public Task Consume(ConsumeContext<ModelUnknown> context)
        {
            ends._unknown.AddOrUpdate(context.Message.Key, 1, static (_, count) => count + 1);
            return Task.CompletedTask;
        }

        public Task Consume(ConsumeContext<ModelRefused> context)
        {
            ends._refused.Enqueue(context.Message);
            return Task.CompletedTask;
        }
    }
}

using System.Collections.Concurrent;

namespace SchemaSdk.Durable.Workers;

/// <summary>The jobs whose end this process awaits.</summary>
internal sealed class FollowedJobs
{
    private readonly ConcurrentDictionary<string, ModelJob<JsonElement>> _jobs = new(StringComparer.Ordinal);

    internal ModelJob<JsonElement>? Find(string key) => _jobs.GetValueOrDefault(key);

    internal void Add(string key, ModelJob<JsonElement> job) => _jobs[key] = job;

    internal void Remove(string key) => _jobs.TryRemove(key, out _);
}

using System.Collections.Concurrent;
using SchemaSdk.Settings;

namespace SchemaSdk.Polling;

/// <summary>What a client has learned of its models.</summary>
internal sealed class LearnedDurations
{
    private readonly ConcurrentDictionary<string, ModelDurations> _models = new(StringComparer.Ordinal);
    private readonly TimeSpan _interval;

    internal LearnedDurations(ClientSettings settings)
    {
        _interval = settings.PollInterval;
        foreach (var (model, seconds) in settings.Profile)
        {
            Of(model).Load(seconds);
        }
    }

    /// <summary>Of one model; beyond a thousand models, those that came late are not remembered.</summary>
    internal ModelDurations Of(string modelId) =>
        _models.TryGetValue(modelId, out var known) ? known
        : _models.Count < PollingProfile.MostModels ? _models.GetOrAdd(modelId, static (_, interval) => new ModelDurations(interval), _interval)
        : new ModelDurations(_interval);

    internal string Export() => PollingProfile.Write(
        _models.Select(model => KeyValuePair.Create(model.Key, model.Value.Seconds)).OrderBy(model => model.Key, StringComparer.Ordinal));
}

using System.Collections.Concurrent;
using SchemaSdk.Client.Settings;
using SchemaSdk.Diagnostics;

namespace SchemaSdk.Jobs.Polling;

/// <summary>The durations of jobs that a client has learned for each model.</summary>
internal sealed class LearnedDurations
{
    private readonly ConcurrentDictionary<string, ModelDurations> _models = new(StringComparer.Ordinal);
    private readonly TimeSpan? _fixedInterval;

    // profile: the exported profile of another client; null if there is none.
    internal LearnedDurations(ClientSettings settings, string? profile)
    {
        _fixedInterval = settings.FixedPollInterval;
        if (profile is not null)
        {
            var models = PollingProfile.Read(profile, out var problem);
            if (problem is not null)
            {
                Log.ProfileIgnored(settings.Log, problem);
            }

            foreach (var (model, seconds) in models)
            {
                Of(model).Load(seconds);
            }
        }
    }

    /// <summary>Returns the durations of one model. They are kept for at most a thousand models.</summary>
    internal ModelDurations Of(string modelId) =>
        _models.TryGetValue(modelId, out var known) ? known
        : _models.Count < PollingProfile.MostModels
            ? _models.GetOrAdd(modelId, static (_, interval) => new ModelDurations(interval), _fixedInterval)
        : new ModelDurations(_fixedInterval);

    internal string Export() => PollingProfile.Write(
        _models.Select(model => KeyValuePair.Create(model.Key, model.Value.Seconds)).OrderBy(model => model.Key, StringComparer.Ordinal));
}

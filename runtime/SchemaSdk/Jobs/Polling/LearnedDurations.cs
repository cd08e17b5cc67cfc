using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
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
            Load(PollingProfile.Read(profile), settings.Log);
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

    private void Load(PollingProfile known, ILogger log)
    {
        if (known.Problem is { } problem)
        {
            Log.ProfileIgnored(log, problem);
        }

        foreach (var (model, seconds) in known.Models)
        {
            Of(model).Load(seconds);
        }
    }
}

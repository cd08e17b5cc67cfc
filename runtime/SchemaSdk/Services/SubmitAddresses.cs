using System.Collections.Concurrent;

namespace SchemaSdk.Services;

/// <summary>The addresses that the inputs of each model are sent to: made once for a model, not once for a job.</summary>
internal sealed class SubmitAddresses(ServiceProfile profile, Uri service)
{
    // Generated clients have some hundreds; ids that a program makes up must not fill the memory.
    private const int MaxKept = 1_000;

    private readonly ConcurrentDictionary<string, Uri> _known = new(StringComparer.Ordinal);

    /// <exception cref="ArgumentException">The id could lead to another path of the service.</exception>
    internal Uri Of(string modelId)
    {
        ArgumentException.ThrowIfNullOrEmpty(modelId);
        if (_known.TryGetValue(modelId, out var known))
        {
            return known;
        }

        var address = profile.SubmitAddress(service, modelId);
        if (_known.Count < MaxKept)
        {
            _known.TryAdd(modelId, address);
        }

        return address;
    }
}

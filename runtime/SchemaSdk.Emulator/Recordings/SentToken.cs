using System.Collections.Concurrent;
using SchemaSdk.Services;

namespace SchemaSdk.Emulation.Recordings;

/// <summary>Finds the token that a client sends, so that recordings never contain it.</summary>
internal static class SentToken
{
    private const string Probe = "probe-of-the-token";

    private static readonly ConcurrentDictionary<ServiceProfile, (string Name, string Before, string After)?> Headers = new();

    public static string? Of(ServiceProfile service, HttpRequestMessage request) =>
        Headers.GetOrAdd(service, HeaderOf) is var (name, before, after)
        && request.Headers.NonValidated.TryGetValues(name, out var values) && values.ToString() is var value
        && value.Length > before.Length + after.Length
            ? value[before.Length..(value.Length - after.Length)]
            : null;

    private static (string Name, string Before, string After)? HeaderOf(ServiceProfile service)
    {
        using var request = new HttpRequestMessage();
        service.Authorize(request, Probe);
        foreach (var (name, values) in request.Headers.NonValidated)
        {
            if (values.ToString().Split(Probe) is [var before, var after])
            {
                return (name, before, after);
            }
        }

        return null;
    }
}

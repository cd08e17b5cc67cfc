using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace SchemaSdk.Services.Fal;

/// <summary>The headers of a submit to fal.</summary>
internal static class FalHeaders
{
    private const string KeyTag = "job-key";
    private const int MaxTagLength = 256;

    // Assumed ("the shortest X-Fal-Request-Timeout"): fal's clients refuse one second and less.
    private const double LeastSeconds = 2;

    private static readonly FalOptions Usual = new();

    internal static void Add(HttpRequestHeaders headers, SubmitDetails submit)
    {
        var options = submit.Options as FalOptions ?? Usual;
        Add("X-Fal-Request-Timeout", options.StartsWithinTimeout ? Seconds(submit.JobTimeout, LeastSeconds) : null);
        Add("X-Fal-No-Retry", options.Retries ? null : "1");
        Add("x-app-fal-disable-fallback", options.Fallbacks ? null : "true");
        Add("X-Fal-Tags", submit.Key is { } key ? $"{KeyTag}={Tag(key)}" : null);
        Add("X-Fal-Queue-Priority", options.LowPriority ? "low" : null);
        Add("X-Fal-Store-IO", options.StoresPayloads ? null : "0");

        var lifetime = options.FileLifetime is { } time ? $"\"expiration_duration_seconds\":{Seconds(time, 1)}" : null;
        var decision = options.FileAccess?.ToString().ToLowerInvariant();
        var access = decision is null ? null : $"\"initial_acl\":{{\"default\":\"{decision}\"}}";
        Add(
            "X-Fal-Object-Lifecycle-Preference",
            lifetime is null && access is null ? null : $"{{{string.Join(',', new[] { lifetime, access }.OfType<string>())}}}");

        void Add(string name, string? value)
        {
            if (value is not null)
            {
                headers.TryAddWithoutValidation(name, value);
            }
        }
    }

    private static string Seconds(TimeSpan time, double least) =>
        Math.Max(least, Math.Ceiling(time.TotalSeconds)).ToString(CultureInfo.InvariantCulture);

    // fal silently drops a tag unless its value is printable ASCII without commas, and it trims spaces around the value.
    private static string Tag(string key) =>
        key.Length <= MaxTagLength && key.AsSpan().IndexOfAnyExceptInRange('!', '~') < 0 && !key.Contains(',')
            ? key
            : $"sha256-{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key))).ToLowerInvariant()}";
}

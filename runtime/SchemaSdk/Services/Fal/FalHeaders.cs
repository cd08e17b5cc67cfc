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
        if (options.StartsWithinTimeout)
        {
            Add("X-Fal-Request-Timeout", Seconds(submit.JobTimeout, LeastSeconds));
        }

        if (!options.Retries)
        {
            Add("X-Fal-No-Retry", "1");
        }

        if (!options.Fallbacks)
        {
            Add("x-app-fal-disable-fallback", "true");
        }

        if (submit.Key is { } key)
        {
            Add("X-Fal-Tags", $"{KeyTag}={Tag(key)}");
        }

        if (options.LowPriority)
        {
            Add("X-Fal-Queue-Priority", "low");
        }

        if (!options.StoresPayloads)
        {
            Add("X-Fal-Store-IO", "0");
        }

        var lifetime = options.FileLifetime is { } time ? $"\"expiration_duration_seconds\":{Seconds(time, 1)}" : null;
        var access = options.FileAccess switch
        {
            null => null,
            FalFileAccess.Hide => Access("hide"),
            FalFileAccess.Forbid => Access("forbid"),
            _ => Access("allow"),
        };
        if (lifetime is not null || access is not null)
        {
            Add("X-Fal-Object-Lifecycle-Preference", $"{{{string.Join(',', new[] { lifetime, access }.OfType<string>())}}}");
        }

        static string Access(string decision) => $$"""
            "initial_acl":{"default":"{{decision}}"}
            """;

        void Add(string name, string value) => headers.TryAddWithoutValidation(name, value);
    }

    private static string Seconds(TimeSpan time, double least) =>
        Math.Max(least, Math.Ceiling(time.TotalSeconds)).ToString(CultureInfo.InvariantCulture);

    // fal silently drops a tag unless its value is printable ASCII without commas, and it trims spaces around the value.
    private static string Tag(string key) =>
        key.Length <= MaxTagLength && key.AsSpan().IndexOfAnyExceptInRange('!', '~') < 0 && !key.Contains(',')
            ? key
            : $"sha256-{Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key))).ToLowerInvariant()}";
}

using System.Net.Http.Headers;
using SchemaSdk.Service;

namespace SchemaSdk.Http;

/// <summary>What the service answered, its body read to the end.</summary>
internal sealed class ApiAnswer
{
    private string? _detail;

    internal required int StatusCode { get; init; }

    internal required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The body as a JSON object of the service; null where it is none.</summary>
    internal required ServiceBody? Content { get; init; }

    internal required IReadOnlyDictionary<string, string> Headers { get; init; }

    internal TimeSpan? RetryAfter { get; init; }

    internal AddressChange Moved { get; init; }

    /// <summary>What the service wrote about an error, or the beginning of whatever else it wrote, in 300 characters.</summary>
    internal string Detail => _detail ??= Content is { } content ? content.Detail ?? "" : Errors.ErrorText.Cut(Body.Span);

    /// <summary>The headers without cookies, and without any that repeats the token.</summary>
    internal static Dictionary<string, string> Copy(HttpResponseMessage response, string token)
    {
        var copy = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        Add(response.Headers);
        Add(response.Content.Headers);
        return copy;

        void Add(HttpHeaders headers)
        {
            foreach (var (name, values) in headers.NonValidated)
            {
                var text = values.ToString();
                if (!name.StartsWith("Set-Cookie", StringComparison.OrdinalIgnoreCase) && !text.Contains(token, StringComparison.Ordinal))
                {
                    copy[name] = text;
                }
            }
        }
    }
}

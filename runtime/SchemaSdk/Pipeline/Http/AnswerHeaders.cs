namespace SchemaSdk.Pipeline.Http;

internal static class AnswerHeaders
{
    /// <summary>Copies an answer's headers for the application. Omits cookies, and headers with the plain or URL-encoded token.</summary>
    internal static Dictionary<string, string> Copy(HttpResponseMessage response, string? token)
    {
        var copy = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, values) in response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated))
        {
            var text = values.ToString();
            if (!name.StartsWith("Set-Cookie", StringComparison.OrdinalIgnoreCase)
                && (token is null || !$"{text}\n{Uri.UnescapeDataString(text)}".Contains(token, StringComparison.Ordinal)))
            {
                copy[name] = text;
            }
        }

        return copy;
    }

    /// <summary>Returns the delay that a server asks for (<c>Retry-After</c>), counted from now; null without that header.</summary>
    // A date in the header is compared with the answer's Date header, because the local clock may be wrong by a day.
    internal static TimeSpan? WaitOf(HttpResponseMessage response, TimeProvider time)
    {
        var wait = response.Headers.RetryAfter is { } asked
            ? asked.Delta ?? asked.Date - (response.Headers.Date ?? time.GetUtcNow()) : null;
        return wait < TimeSpan.Zero ? TimeSpan.Zero : wait;
    }
}

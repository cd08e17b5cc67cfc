using System.Net.Http.Headers;

namespace SchemaSdk.Http;

/// <summary>What an application may see of the headers of an answer: no cookies, and none that repeats the token.</summary>
internal static class AnswerHeaders
{
    // token: that of the request; null: it had none.
    internal static Dictionary<string, string> Copy(HttpResponseMessage response, string? token)
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
                if (!name.StartsWith("Set-Cookie", StringComparison.OrdinalIgnoreCase)
                    && (token is null || !text.Contains(token, StringComparison.Ordinal)))
                {
                    copy[name] = text;
                }
            }
        }
    }
}

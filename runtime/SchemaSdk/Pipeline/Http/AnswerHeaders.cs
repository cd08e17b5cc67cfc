using System.Net.Http.Headers;

namespace SchemaSdk.Pipeline.Http;

/// <summary>Copies the headers of an answer for the application, without cookies and without headers that contain the token.</summary>
internal static class AnswerHeaders
{
    // token: the token of the request; null if it had none.
    internal static Dictionary<string, string> Copy(HttpResponseMessage response, string? token)
    {
        var (headers, ofContent) = (response.Headers.NonValidated, response.Content.Headers.NonValidated);
        var copy = new Dictionary<string, string>(headers.Count + ofContent.Count, StringComparer.OrdinalIgnoreCase);
        Add(headers);
        Add(ofContent);
        return copy;

        void Add(HttpHeadersNonValidated some)
        {
            foreach (var (name, values) in some)
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

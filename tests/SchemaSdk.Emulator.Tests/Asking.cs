using System.Text;

namespace SchemaSdk.Emulation.Tests;

internal static class Asking
{
    public static Task<HttpResponseMessage> AskAsync(
        this HttpClient http, HttpMethod method, string path, string? body = null, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, path);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return http.SendAsync(request);
    }
}

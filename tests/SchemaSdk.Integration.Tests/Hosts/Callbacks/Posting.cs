using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;

namespace SchemaSdk.Integration.Tests.Hosts.Callbacks;

internal static class Posting
{
    /// <summary>Posts a body, and returns the status of the answer.</summary>
    public static async Task<int> PostAsync(
        this WebApplication app, string body, string path, params IEnumerable<(string Name, string Value)> headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, Encoding.UTF8) };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var client = app.GetTestClient();
        using var answer = await client.SendAsync(request).Soonish();
        return (int)answer.StatusCode;
    }
}

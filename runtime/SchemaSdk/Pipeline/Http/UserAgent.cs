using System.Net.Http.Headers;

namespace SchemaSdk.Pipeline.Http;

/// <summary>Adds this package's name to each request as the User-Agent, unless the application sets one.</summary>
internal static class UserAgent
{
    private static readonly string Text = new ProductInfoHeaderValue("SchemaSdk", PackageVersion.Text).ToString();

    // An HttpClient with a default User-Agent adds that header itself.
    internal static void AddTo(HttpRequestMessage request, HttpMessageInvoker http)
    {
        if (http is not HttpClient { DefaultRequestHeaders.UserAgent.Count: > 0 })
        {
            request.Headers.TryAddWithoutValidation("User-Agent", Text);
        }
    }
}

using System.Net.Http.Headers;
using SchemaSdk.Client.Settings;

namespace SchemaSdk.Pipeline.Http;

/// <summary>Names this package to every server that is called, unless the application names itself.</summary>
internal static class UserAgent
{
    private static readonly string Text = new ProductInfoHeaderValue("SchemaSdk", PackageVersion.Text).ToString();

    // http: what sends the request. Headers of an application's HttpClient are added to it later, to those that it has.
    internal static void AddTo(HttpRequestMessage request, HttpMessageInvoker http)
    {
        if (http is not HttpClient { DefaultRequestHeaders.UserAgent.Count: > 0 })
        {
            request.Headers.TryAddWithoutValidation("User-Agent", Text);
        }
    }
}

using System.Text.RegularExpressions;

namespace SchemaSdk.Tool.Tests.Release;

/// <summary>A NuGet package source that records what is pushed.</summary>
internal sealed partial class PackageFeed : HttpMessageHandler
{
    internal const string Address = "https://feed.example/index.json";

    // By default, NuGet's library waits one second before each of five retries.
    internal PackageFeed() => Environment.SetEnvironmentVariable("NUGET_ENHANCED_NETWORK_RETRY_DELAY_MILLISECONDS", "0");

    /// <summary>The address to which the source tells clients to push packages.</summary>
    internal string Packages { get; set; } = "https://feed.example/package";

    internal bool TakesSymbols { get; set; } = true;

    internal HttpStatusCode Status { get; set; } = HttpStatusCode.Created;

    /// <summary>Called before the source answers a request for its addresses.</summary>
    internal Action Reading { get; set; } = static () => { };

    /// <summary>Called after each push.</summary>
    internal Action Pushing { get; set; } = static () => { };

    /// <summary>The method, path and API key of each push, and what was pushed: the name of a package, or the symbols of one.</summary>
    internal List<string> Pushed { get; } = [];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Method == HttpMethod.Get)
        {
            Reading();
            var symbols = TakesSymbols
                ? """{"@id":"https://feed.example/symbols","@type":"SymbolPackagePublish/4.9.0"},""" : "";
            return Json($$"""
                {"version":"3.0.0","resources":[{{symbols}}{"@id":"{{Packages}}","@type":"PackagePublish/2.0.0"}]}
                """, request);
        }

        var key = request.Headers.TryGetValues("X-NuGet-ApiKey", out var keys) ? string.Join(',', keys) : "";
        var body = Encoding.Latin1.GetString(await request.Content!.ReadAsByteArrayAsync(cancellationToken));
        Pushed.Add($"{request.Method} {request.RequestUri!.AbsolutePath} {key} {Content().Match(body).Value}");
        Pushing();
        return new HttpResponseMessage(Status) { ReasonPhrase = $"because of {key}\u001b[31m", RequestMessage = request };
    }

    private static HttpResponseMessage Json(string text, HttpRequestMessage request) => new(HttpStatusCode.OK)
    {
        Content = new StringContent(text, Encoding.UTF8, "application/json"),
        RequestMessage = request,
    };

    // NuGet's library sends every file as "package.nupkg", so the name of the package is found in the content.
    [GeneratedRegex(@"Acme\.\w+\.nuspec|symbols of \S+")]
    private static partial Regex Content();
}

namespace SchemaSdk.Tests.Uploads.Storing;

/// <summary>A server like fal's queue and storage, or like Replicate. It keeps the bytes it receives, and can be made to fail.</summary>
internal sealed class StorageServer : HttpMessageHandler
{
    public const string FileAddress = "https://v3.fal.media/files/b/file.png";

    /// <summary>An error that a storage service sends with a success status.</summary>
    public const string XmlError = "<?xml version=\"1.0\"?><Error><Code>InternalError</Code></Error>";

    private readonly Dictionary<string, byte[]> _parts = [];

    /// <summary>
    /// Returns the answer to a request, given the number of earlier requests to the same address; null for the usual answer.
    /// </summary>
    public Func<string, int, Func<HttpResponseMessage>?> Fault { get; set; } = static (_, _) => null;

    /// <summary>
    /// Called after the body of a request was received, with the number of earlier requests to the same address.
    /// </summary>
    public Func<string, int, CancellationToken, Task> Received { get; set; } = static (_, _, _) => Task.CompletedTask;

    /// <summary>The method and address, the authorization and the announced length of each request.</summary>
    public List<(string Call, string? Authorization, long? Length)> Asked { get; } = [];

    public string UploadAddress { get; set; } = "https://v3b.fal.media/put/7?signature=s";

    public string StoredAddress { get; set; } = FileAddress;

    /// <summary>The body of the last submit.</summary>
    public string Input { get; private set; } = "";

    /// <summary>
    /// The bodies of the last uploads in the order of their addresses. For up to nine parts, this is the order of the parts.
    /// </summary>
    public byte[] Stored => [.. _parts.OrderBy(static part => part.Key, StringComparer.Ordinal).SelectMany(static part => part.Value)];

    /// <summary>True to throw what .NET throws if a connection cannot be opened in time.</summary>
    public bool TimesOut { get; set; }

    public IEnumerable<string> Calls => Asked.Select(static asked => asked.Call);

    public static Func<HttpResponseMessage> Says(int status, string body = "") =>
        () => new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    public static HttpResponseMessage Loses() => throw new HttpRequestException("The connection was reset.");

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var call = $"{request.Method} {request.RequestUri}";
        if (TimesOut)
        {
            Asked.Add((call, null, null));
            throw new TaskCanceledException("", new TimeoutException());
        }

        var body = request.Content is null ? [] : await request.Content.ReadAsByteArrayAsync(cancellationToken);
        var before = Calls.Count(known => known == call);
        var fault = Fault(call, before);
        Asked.Add((call, request.Headers.Authorization?.ToString(), request.Content?.Headers.ContentLength));
        await Received(call, before, cancellationToken);
        var response = (fault ?? Usual(call, request.RequestUri!, body))();
        response.RequestMessage = request;
        return response;
    }

    private Func<HttpResponseMessage> Usual(string call, Uri address, byte[] body)
    {
        switch (address.AbsolutePath)
        {
            case "/storage/upload/initiate" or "/storage/upload/initiate-multipart":
                return Says(200, $$"""{"upload_url":"{{UploadAddress}}","file_url":"{{StoredAddress}}"}""");
            case "/v1/files":
                _parts[call] = body;
                return Says(201, $$"""{"id":"f","urls":{"get":"{{StoredAddress}}"} }""");
            case "/acme/files" or "/v1/models/acme/files/predictions":
                Input = Encoding.UTF8.GetString(body);
                return Says(200, """{"request_id":"1","id":"1","status":"starting"}""");
            case var path when path.EndsWith("/complete", StringComparison.Ordinal):
                return Says(200, "{}");
            default:
                _parts[call] = body;
                return Says(200, $$"""{"partNumber":1,"etag":"tag-{{body.Length}}"}""");
        }
    }
}

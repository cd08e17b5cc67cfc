namespace SchemaSdk.Tool.Tests.Surroundings;

/// <summary>
/// A fake of Replicate's catalogue, with one model per page. Its list of models does not contain versions. All versions have the same id,
/// as the versions of official models do.
/// </summary>
internal sealed class ScriptedReplicate : HttpMessageHandler
{
    private const string Path = "/v1/models";

    private readonly SortedDictionary<string, JsonNode?> _documents = new(StringComparer.Ordinal);

    /// <summary>The address and the Authorization header of each request; null for a request without that header.</summary>
    internal List<(Uri Address, string? Token)> Requests { get; } = [];

    /// <summary>The start of the address that each page gives for the next page.</summary>
    internal string Next { get; set; } = "https://api.replicate.com/v1/models";

    /// <summary>Sets the OpenAPI document of a model. With null, the model has no version.</summary>
    internal JsonNode? this[string id]
    {
        set => _documents[id] = value;
    }

    internal void Remove(string id) => _documents.Remove(id);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var address = request.RequestUri!;
        Requests.Add((address, request.Headers.Authorization?.ToString()));
        var id = address.AbsolutePath[Path.Length..].TrimStart('/');
        if (id.Length > 0)
        {
            return Task.FromResult(_documents.TryGetValue(id, out var document)
                ? ScriptedCatalogue.Json(Entry(id, document))
                : new(HttpStatusCode.NotFound) { Content = new StringContent("""{"detail":"Not found.","status":404}""") });
        }

        var listed = _documents.Where(static model => !model.Key.Contains("/versions/", StringComparison.Ordinal)).ToList();
        var start = address.Query.Length == 0 ? 0 : int.Parse(address.Query.Split('=')[1]);
        return Task.FromResult(ScriptedCatalogue.Json(new JsonObject
        {
            ["previous"] = null,
            ["next"] = start + 1 < listed.Count ? $"{Next}?cursor={start + 1}" : null,
            ["results"] = new JsonArray([.. listed.Skip(start).Take(1).Select(model => (JsonNode)Entry(model.Key, model.Value))]),
        }));
    }

    private static JsonObject Entry(string id, JsonNode? document)
    {
        var segments = id.Split('/');
        return segments is [_, _, "versions", var version] ? Version(version, document) : new()
        {
            ["owner"] = segments[0],
            ["name"] = segments[1],
            ["latest_version"] = document is null ? null : Version("5c7d5dc6", document),
        };
    }

    private static JsonObject Version(string id, JsonNode? document) => new() { ["id"] = id, ["openapi_schema"] = document?.DeepClone() };
}

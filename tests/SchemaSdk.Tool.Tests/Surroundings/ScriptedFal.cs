namespace SchemaSdk.Tool.Tests.Surroundings;

/// <summary>A fake of fal's catalogue, with two models per page.</summary>
internal sealed class ScriptedFal : HttpMessageHandler
{
    private const int PageSize = 2;

    private readonly SortedDictionary<string, JsonNode?> _documents = new(StringComparer.Ordinal);

    /// <summary>The address and the Authorization header of each request; null for a request without that header.</summary>
    internal List<(Uri Address, string? Token)> Requests { get; } = [];

    /// <summary>The ids of models that the catalogue marks as deprecated.</summary>
    internal HashSet<string> Deprecated { get; } = [];

    /// <summary>
    /// The ids that are missing from the catalogue. A request for one of them is answered with 404. In the set,
    /// "" stands for a request without an id.
    /// </summary>
    internal HashSet<string> Unknown { get; } = [];

    /// <summary>If not null, the cursor that every page gives for the next page.</summary>
    internal string? Cursor { get; set; }

    /// <summary>Sets the OpenAPI document of a model. With null, the model's entry has no document.</summary>
    internal JsonNode? this[string id]
    {
        set => _documents[id] = value;
    }

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Requests.Add((request.RequestUri!, request.Headers.Authorization?.ToString()));
        var query = request.RequestUri!.Query.TrimStart('?').Split('&')
            .Select(static part => part.Split('='))
            .ToLookup(static part => part[0], static part => Uri.UnescapeDataString(part[1]));
        if (query["endpoint_id"].DefaultIfEmpty("").Any(Unknown.Contains))
        {
            return Task.FromResult(new HttpResponseMessage(HttpStatusCode.NotFound)
            {
                Content = new StringContent("""{"error":{"type":"not_found","message":"Model not found"}}"""),
            });
        }

        var found = _documents
            .Where(model => !query["endpoint_id"].Any() || query["endpoint_id"].Contains(model.Key))
            .Where(model => !query["status"].Contains("active") || !Deprecated.Contains(model.Key))
            .Where(model => query["q"].All(text => model.Key.Contains(text, StringComparison.Ordinal)))
            .ToList();
        var start = int.TryParse(query["cursor"].FirstOrDefault(), out var cursor) ? cursor : 0;
        var hasMore = start + PageSize < found.Count;
        var page = found.Skip(start).Take(PageSize).Select(model => (JsonNode)Entry(model.Key, model.Value));
        return Task.FromResult(ScriptedCatalogue.Json(new JsonObject
        {
            ["models"] = new JsonArray([.. page]),
            ["has_more"] = hasMore || Cursor is not null,
            ["next_cursor"] = Cursor ?? (hasMore ? $"{start + PageSize}" : null),
        }));
    }

    private JsonObject Entry(string id, JsonNode? document) => new()
    {
        ["endpoint_id"] = id,
        ["metadata"] = new JsonObject
        {
            ["display_name"] = "Kite",
            ["category"] = "text-to-video",
            ["status"] = Deprecated.Contains(id) ? "deprecated" : "active",
        },
        ["openapi"] = document?.DeepClone(),
    };
}

using System.Text.Json;

namespace SchemaSdk.Tool.Tests.Surroundings;

/// <summary>A fake catalogue. It can also contain ids and schemas that an emulator would refuse.</summary>
internal sealed class ScriptedCatalogue : HttpMessageHandler
{
    internal const string Address = "https://models.example/";

    private readonly SortedDictionary<string, string?> _models = new(StringComparer.Ordinal);

    private readonly List<(string Id, string Member, JsonNode Value)> _members = [];

    /// <summary>If not null, returns the answer to each request. The argument is the offset in the request; 0 by default.</summary>
    internal Func<int, HttpResponseMessage>? Answer { get; set; }

    internal Func<CancellationToken, Task>? BeforeAnswer { get; set; }

    /// <summary>Sets the schema of a model. With null, the model's entry has no schema.</summary>
    internal string? this[string id]
    {
        set => _models[id] = value;
    }

    internal static string SchemaWith(params string[] properties) =>
        new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject(
                properties.Select(name => KeyValuePair.Create(name, (JsonNode?)new JsonObject { ["type"] = "string" }))),
        }.ToJsonString();

    internal static HttpResponseMessage Json(JsonNode body) =>
        new(HttpStatusCode.OK) { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") };

    internal static JsonObject Entry(string id, string? schema) =>
        new() { ["model_id"] = id, ["input_schema"] = schema is null ? null : JsonNode.Parse(schema, documentOptions: Deep) };

    /// <summary>Sets a member of a model's entry, such as its name.</summary>
    internal void Put(string id, string member, JsonNode value) => _members.Add((id, member, value));

    internal void Remove(string id) => _models.Remove(id);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (BeforeAnswer is { } before)
        {
            await before(cancellationToken);
        }

        var query = request.RequestUri!.Query;
        var offset = query.Contains("offset=", StringComparison.Ordinal) ? int.Parse(query.Split("offset=")[1]) : 0;
        if (Answer is { } answer)
        {
            return answer(offset);
        }

        var id = Uri.UnescapeDataString(request.RequestUri.AbsolutePath["/v1/models".Length..].TrimStart('/'));
        if (id.Length > 0)
        {
            return _models.TryGetValue(id, out var schema)
                ? Json(Whole(id, schema))
                : new(HttpStatusCode.NotFound) { Content = new StringContent("""{"error_code":404001,"error_message":"unknown"}""") };
        }

        var page = _models.Skip(offset).Take(100).Select(model => (JsonNode)Whole(model.Key, model.Value));
        return Json(new JsonObject { ["models"] = new JsonArray([.. page]), ["total"] = _models.Count });
    }

    private JsonObject Whole(string id, string? schema)
    {
        var entry = Entry(id, schema);
        foreach (var (_, member, value) in _members.Where(one => one.Id == id))
        {
            entry[member] = value.DeepClone();
        }

        return entry;
    }

    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 512 };
}

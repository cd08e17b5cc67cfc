using System.Text.Json;
using System.Text.Json.Nodes;

namespace SchemaSdk.Tool.OpenApi;

/// <summary>The operations of an OpenAPI document that take an input or give an output.</summary>
/// <param name="document">The document.</param>
internal sealed class OpenApiOperations(JsonObject document)
{
    private const int MostSteps = 8;

    /// <summary>Lists the operations that take a JSON object at a path without parameters.</summary>
    internal IReadOnlyList<(string Path, JsonObject Input)> Posts() =>
    [
        .. Paths
            .Where(path => !path.Key.Contains('{'))
            .Select(path => (Path: path.Key, Input: SchemaOf(Member(Member(path.Value, "post"), "requestBody"))))
            .Where(operation => operation.Input is not null)
            .Select(operation => (operation.Path, operation.Input!)),
    ];

    /// <summary>Finds the schema of the output: at the path of a request, else in the answer to the input.</summary>
    /// <param name="path">The path to which the input is sent.</param>
    internal JsonObject? ResultOf(string path)
    {
        var start = path.TrimEnd('/') + "/requests/{";
        var requests = Paths.Where(other => other.Key.StartsWith(start, StringComparison.Ordinal)).ToList();
        return requests.Count == 0
            ? AnswerOf(Member(Member(Paths[path], "post"), "responses"))
            : requests
                .Where(request => request.Key.IndexOf('/', start.Length) < 0)
                .Select(request => AnswerOf(Member(Member(request.Value, "get"), "responses")))
                .FirstOrDefault();
    }

    private JsonObject Paths => document["paths"] as JsonObject ?? [];

    private JsonObject? AnswerOf(JsonNode? responses) => (responses as JsonObject ?? [])
        .Where(response => response.Key is ['2', _, _])
        .Select(response => SchemaOf(Resolve(response.Value)))
        .FirstOrDefault(schema => schema is not null);

    private JsonObject? SchemaOf(JsonNode? body) => (Member(body, "content") as JsonObject ?? [])
        .Where(content => content.Key.Split(';')[0].Trim() is "application/json")
        .Select(content => Member(content.Value, "schema") as JsonObject)
        .FirstOrDefault();

    private JsonNode? Member(JsonNode? node, string name) => Resolve((Resolve(node) as JsonObject)?[name]);

    // Bodies and answers can be components too. The schemas are left as references: what they lead to has a name.
    private JsonNode? Resolve(JsonNode? node)
    {
        for (var step = 0; step < MostSteps; step++)
        {
            if (node is not JsonObject { Count: 1 } part || !IsOfOperation(part["$ref"], out var segments))
            {
                break;
            }

            node = segments.Aggregate((JsonNode?)document, static (inner, segment) => (inner as JsonObject)?[segment]);
        }

        return node;
    }

    private static bool IsOfOperation(JsonNode? reference, out string[] segments)
    {
        var text = reference?.GetValueKind() == JsonValueKind.String ? (string)reference! : "";
        segments = text.StartsWith("#/components/", StringComparison.Ordinal) ? text[2..].Split('/') : [];
        return segments is [_, "requestBodies" or "responses" or "pathItems", _];
    }
}

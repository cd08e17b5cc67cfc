using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Microsoft.OpenApi.Reader;

namespace SchemaSdk.Tool.Import.OpenApi;

/// <summary>Finds the operations of an OpenAPI document that accept an input or return an output.</summary>
internal sealed class OpenApiOperations
{
    private readonly OpenApiPaths _paths;

    internal OpenApiOperations(DocumentFiles files)
    {
        // A document without operations is rejected later. Other mistakes do not matter here.
        var settings = new OpenApiReaderSettings { RuleSet = ValidationRuleSet.GetEmptyRuleSet() };
        var outline = new OperationsOutline(files).Write();
        _paths = new OpenApiJsonReader().Read(outline, new Uri("file:///document.json"), settings).Document?.Paths ?? new OpenApiPaths();
    }

    /// <summary>Lists the POST operations that accept JSON at a path without parameters, with the locations of their schemas.</summary>
    internal IReadOnlyList<(string Path, WrittenPlace Input)> Posts() =>
    [
        .. _paths
            .Where(path => !path.Key.Contains('{'))
            .Select(path => (Path: path.Key, Input: PlaceIn(Of(path.Value, HttpMethod.Post)?.RequestBody?.Content)))
            .Where(operation => operation.Input is not null)
            .Select(operation => (operation.Path, operation.Input!.Value)),
    ];

    internal bool Has(string path) => _paths.ContainsKey(path);

    /// <summary>
    /// Finds the output schema. It describes the answer to a GET of <c>requests/{request_id}</c>. If the document does not have this path,
    /// the output schema describes the answer to the submit.
    /// </summary>
    /// <param name="path">The path to which inputs are submitted.</param>
    internal WrittenPlace? ResultOf(string path)
    {
        var start = path.TrimEnd('/') + "/requests/{";
        var requests = _paths.Where(other => other.Key.StartsWith(start, StringComparison.Ordinal)).ToList();
        return requests.Count == 0
            ? AnswerOf(Of(_paths[path], HttpMethod.Post))
            : requests
                .Where(request => request.Key.IndexOf('/', start.Length) < 0)
                .Select(request => AnswerOf(Of(request.Value, HttpMethod.Get)))
                .FirstOrDefault();
    }

    private static OpenApiOperation? Of(IOpenApiPathItem path, HttpMethod method) => path.Operations?.GetValueOrDefault(method);

    private static WrittenPlace? AnswerOf(OpenApiOperation? operation) => (operation?.Responses ?? new OpenApiResponses())
        .Where(response => response.Key is ['2', _, _])
        .Select(response => PlaceIn(response.Value.Content))
        .FirstOrDefault(place => place is not null);

    private static WrittenPlace? PlaceIn(IDictionary<string, IOpenApiMediaType>? content) =>
        (content ?? new Dictionary<string, IOpenApiMediaType>(0))
            .Where(media => media.Key.Split(';')[0].Trim() is "application/json")
            .Select(media => media.Value.Schema?.Extensions?[OperationsOutline.Place])
            .Select(place => place is JsonNodeExtension { Node: JsonArray { Count: 2 } written }
                ? new WrittenPlace((string)written[0]!, (string)written[1]!)
                : (WrittenPlace?)null)
            .FirstOrDefault();
}

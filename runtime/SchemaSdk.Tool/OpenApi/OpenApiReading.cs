using System.Text.Json;
using System.Text.Json.Nodes;
using SchemaSdk.Tool.Outcomes;

namespace SchemaSdk.Tool.OpenApi;

/// <summary>Reads a model out of an OpenAPI document as fal and Replicate write them.</summary>
/// <param name="name">The page that has the document, for messages.</param>
internal sealed class OpenApiReading(string name)
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <param name="written">The document.</param>
    /// <param name="id">The id of the model; null for the one that the document has.</param>
    /// <exception cref="ToolException">The document has no model in a known form, or several.</exception>
    internal OpenApiModel Read(string written, string? id)
    {
        var document = Parse(written);
        return ReadPredictions(document) ?? ReadQueue(document, id);
    }

    private JsonObject Parse(string written)
    {
        try
        {
            return (JsonObject)JsonNode.Parse(written, documentOptions: Strict)!;
        }
        catch (JsonException exception)
        {
            throw Refused($"the OpenAPI document cannot be read: {exception.Message}", exception);
        }
    }

    /// <summary>
    /// Replicate: each document has the same operations, and the components <c>Input</c> and <c>Output</c> are the model's own.
    /// </summary>
    private static OpenApiModel? ReadPredictions(JsonObject document) =>
        document["paths"]?["/predictions"] is not null && document["components"]?["schemas"] is JsonObject { } schemas
            && schemas["Input"] is JsonObject input
            ? new OpenApiModel(
                null,
                new ComponentBundle(document).Bundle(input),
                schemas["Output"] is JsonObject output ? new ComponentBundle(document).Bundle(output) : null)
            : null;

    /// <summary>
    /// fal: the input is posted to the path that is the model's id, and the output is read from <c>requests/{request_id}</c> below it. A
    /// service that answers at once gives the output itself.
    /// </summary>
    private OpenApiModel ReadQueue(JsonObject document, string? id)
    {
        var operations = new OpenApiOperations(document);
        var models = operations.Posts();
        if (models.Count > 1)
        {
            models = [.. models.Where(model => model.Path.Trim('/') == id)];
            if (models.Count != 1)
            {
                var paths = string.Join(", ", operations.Posts().Select(model => model.Path));
                throw Refused(
                    $"the OpenAPI document has several models: {paths}. Give --id with one of these paths, without its first slash.");
            }
        }

        if (models is not [var (path, input)])
        {
            throw Refused(
                "the OpenAPI document has no operation that takes an input: no POST with a JSON object. Give the document of a model.");
        }

        var bundle = new ComponentBundle(document);
        var output = operations.ResultOf(path);
        return new OpenApiModel(
            TextAt(document["info"]?["x-fal-metadata"]?["endpointId"]) is { } told && operations.Posts().Count == 1 ? told : path.Trim('/'),
            bundle.Bundle(input),
            output is null ? null : bundle.Bundle(output));
    }

    private static string? TextAt(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private ToolException Refused(string why, Exception? cause = null) => new(ExitCode.WrongUsage, $"In {name}, {why}", cause);
}

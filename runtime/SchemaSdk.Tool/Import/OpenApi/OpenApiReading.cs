using System.Text.Json.Nodes;
using SchemaSdk.Tool.CommandLine.Outcomes;

namespace SchemaSdk.Tool.Import.OpenApi;

/// <summary>Reads a model from an OpenAPI document in the style of fal or Replicate.</summary>
/// <param name="files">The document, and the files that it refers to.</param>
internal sealed class OpenApiReading(DocumentFiles files)
{
    private readonly ComponentBundle _bundle = new(files);
    private readonly OpenApiOperations _operations = new(files);

    /// <param name="id">The id of the model; null to use the id in the document.</param>
    /// <exception cref="ToolException">The document has no model in a known style, or more than one.</exception>
    internal OpenApiModel Read(string? id)
    {
        try
        {
            return ReadPredictions() ?? ReadQueue(id);
        }
        catch (InvalidOperationException exception)
        {
            // The library throws this for a circular reference.
            throw files.Refused($"the OpenAPI document cannot be read: {exception.Message.TrimEnd('.')}.", exception);
        }
    }

    /// <summary>
    /// Reads a document of Replicate. All its documents have the same operations, and the components <c>Input</c> and <c>Output</c>
    /// belong to the model.
    /// </summary>
    private OpenApiModel? ReadPredictions()
    {
        var schemas = files.Root.Below("components", "schemas");
        var (input, output) = (schemas.Below("Input"), schemas.Below("Output"));
        return _operations.Has("/predictions") && files.At(input) is JsonObject
            ? new OpenApiModel(null, _bundle.Bundle(input), files.At(output) is JsonObject ? _bundle.Bundle(output) : null)
            : null;
    }

    /// <summary>
    /// Reads a document of fal: the input is posted to the path that is the model id, and the output is read from
    /// <c>requests/{request_id}</c> below it. A service that answers immediately returns the output itself.
    /// </summary>
    private OpenApiModel ReadQueue(string? id)
    {
        var all = _operations.Posts();
        var models = all.Count > 1 ? [.. all.Where(model => model.Path.Trim('/') == id)] : all;
        if (all.Count > 1 && models.Count != 1)
        {
            throw files.Refused(
                $"the OpenAPI document has several models: {string.Join(", ", all.Select(model => model.Path))}. Give --id with one of "
                + "these paths, without its first slash.");
        }

        if (models is not [var (path, input)])
        {
            throw files.Refused(
                "the OpenAPI document has no operation that takes an input: no POST with a JSON object. Give the document of a model.");
        }

        var endpoint = files.At(files.Root.Below("info", "x-fal-metadata", "endpointId")) as JsonValue;
        return new OpenApiModel(
            all.Count == 1 && endpoint is not null && endpoint.TryGetValue<string>(out var text) ? text : path.Trim('/'),
            _bundle.Bundle(input),
            _operations.ResultOf(path) is { } output ? _bundle.Bundle(output) : null);
    }
}

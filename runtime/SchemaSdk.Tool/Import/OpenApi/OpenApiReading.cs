using SchemaSdk.Tool.CommandLine.Outcomes;

namespace SchemaSdk.Tool.Import.OpenApi;

/// <summary>Reads a model from an OpenAPI document.</summary>
/// <param name="files">The document, and the files that it refers to.</param>
/// <param name="styles">The styles that the document may have.</param>
internal sealed class OpenApiReading(DocumentFiles files, IReadOnlyList<OpenApiStyle> styles)
{
    private readonly ComponentBundle _bundle = new(files);
    private readonly Lazy<OpenApiOperations> _operations = new(() => new OpenApiOperations(files));

    /// <param name="id">The id of the model; null to use the id in the document.</param>
    /// <exception cref="ToolException">The document has no model in a known style, or more than one.</exception>
    internal OpenApiModel Read(string? id)
    {
        try
        {
            return ReadKnown() ?? ReadPosted(id);
        }
        catch (InvalidOperationException exception)
        {
            // The library throws this exception for a circular reference, and the parser throws it for a name that is not Unicode.
            throw files.Refused($"the OpenAPI document cannot be read: {exception.Message.TrimEnd('.')}.", exception);
        }
    }

    private OpenApiModel? ReadKnown()
    {
        var found = styles.Select(style => style.SchemasIn(files, _operations.Value)).FirstOrDefault(static schemas => schemas is not null);
        return found is var (input, output)
            ? new OpenApiModel(null, _bundle.Bundle(input), output is { } place ? _bundle.Bundle(place) : null)
            : null;
    }

    /// <summary>
    /// Reads a document in fal's style. An input is submitted to a path that equals the model id. The output is read from
    /// <c>requests/{request_id}</c> under that path, or is the answer to the submit.
    /// </summary>
    private OpenApiModel ReadPosted(string? id)
    {
        var all = _operations.Value.Posts();
        var models = all.Count > 1 ? [.. all.Where(model => model.Path.Trim('/') == id)] : all;
        if (all.Count > 1 && models.Count != 1)
        {
            throw files.Refused(
                $"the OpenAPI document has several models: {string.Join(", ", all.Select(model => model.Path))}. Use --id with one of "
                + "these paths, without the leading slash.");
        }

        if (models is not [var (path, input)])
        {
            throw files.Refused(
                "the OpenAPI document has no operation that takes an input. Use a document with a POST that takes a JSON object.");
        }

        var named = all.Count == 1 ? styles.Select(style => style.IdIn(files)).FirstOrDefault(static text => text is not null) : null;
        return new OpenApiModel(
            named ?? path.Trim('/'),
            _bundle.Bundle(input),
            _operations.Value.ResultOf(path) is { } output ? _bundle.Bundle(output) : null);
    }
}

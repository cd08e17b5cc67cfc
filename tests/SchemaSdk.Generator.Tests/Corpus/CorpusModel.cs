using SchemaSdk.Schemas.Dialect;

namespace SchemaSdk.Generator.Tests.Corpus;

internal sealed record CorpusModel(string Set, string Id, string InputPath)
{
    public string Input => EditedInput ?? File.ReadAllText(InputPath);

    public string? Output => EditedOutput ?? Beside("output.json");

    /// <summary>The schema files of the model, as they are in its folder.</summary>
    public IEnumerable<(string Name, SchemaRole Role, string Text)> Files => Output is { } output
        ? [("input.json", SchemaRole.Input, Input), ("output.json", SchemaRole.Output, output)]
        : [("input.json", SchemaRole.Input, Input)];

    /// <summary>The text that replaces the input schema; null to use the file.</summary>
    public string? EditedInput { get; init; }

    /// <summary>The text that replaces the output schema; null to use the file.</summary>
    public string? EditedOutput { get; init; }

    /// <summary>Returns examples of the model's inputs or outputs. They were recorded, or are from the model's documentation.</summary>
    public IEnumerable<string> Examples(string part) => JsonElement.Parse(Beside("examples.json") ?? "[]").EnumerateArray()
        .Where(example => example.TryGetProperty(part, out _))
        .Select(example => example.GetProperty(part).GetRawText());

    private string? Beside(string name) =>
        Path.Combine(Path.GetDirectoryName(InputPath)!, name) is var path && File.Exists(path) ? File.ReadAllText(path) : null;
}

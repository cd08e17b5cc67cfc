namespace SchemaSdk.Generator.Tests.Corpus;

internal sealed record CorpusModel(string Set, string Id, string InputPath)
{
    public string Input => EditedInput ?? File.ReadAllText(InputPath);

    public string? Output => EditedOutput ?? Beside("output.json");

    /// <summary>The text that replaces the input schema; null to use the file.</summary>
    public string? EditedInput { get; init; }

    /// <summary>The text that replaces the output schema; null to use the file.</summary>
    public string? EditedOutput { get; init; }

    /// <summary>Returns examples of the model's inputs or outputs. They were recorded, or are from the model's documentation.</summary>
    public IEnumerable<string> Examples(string part)
    {
        using var examples = JsonDocument.Parse(Beside("examples.json") ?? "[]");
        return examples.RootElement.EnumerateArray()
            .Where(example => example.TryGetProperty(part, out _))
            .Select(example => example.GetProperty(part).GetRawText())
            .ToList();
    }

    private string? Beside(string name) =>
        Path.Combine(Path.GetDirectoryName(InputPath)!, name) is var path && File.Exists(path) ? File.ReadAllText(path) : null;
}

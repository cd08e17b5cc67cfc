using System.Text.Json;

namespace SchemaSdk.Generator.Tests.Corpus;

/// <summary>One model of the corpus.</summary>
/// <param name="Set">The set that has it.</param>
/// <param name="Id">Its folder, from the set's.</param>
/// <param name="InputPath">Its <c>input.json</c>.</param>
internal sealed record CorpusModel(string Set, string Id, string InputPath)
{
    public string Input => EditedInput ?? File.ReadAllText(InputPath);

    public string? Output => EditedOutput ?? Beside("output.json");

    /// <summary>The text in place of the file; null for the file.</summary>
    public string? EditedInput { get; init; }

    /// <summary>The text in place of the file; null for the file.</summary>
    public string? EditedOutput { get; init; }

    /// <summary>Returns the recorded or documented texts of its inputs, or of its outputs.</summary>
    /// <param name="part"><c>input</c> or <c>output</c>.</param>
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

using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace SchemaSdk.Benchmarks.Generating;

/// <summary>The schema files of a thousand real models from other sources.</summary>
internal static class CorpusModels
{
    internal const int Count = 1_000;

    private static readonly string[] Sets = ["runcomfy", "fal", "fal-2026-01", "replicate", "huggingface", "other"];

    /// <summary>The folder of the corpus: the one that <c>SCHEMASDK_CORPUS</c> names, or the one beside the repository.</summary>
    internal static string Folder { get; } = Environment.GetEnvironmentVariable("SCHEMASDK_CORPUS") is { Length: > 0 } named
        ? named
        : Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../../../shared/corpus"));

    /// <summary>Reads some models of a set, evenly spread over it.</summary>
    /// <param name="set">The set.</param>
    /// <param name="count">How many.</param>
    internal static ImmutableArray<SchemaText> Spread(string set, int count)
    {
        var folder = Path.Combine(Folder, set);
        var inputs = Directory.EnumerateFiles(folder, "input.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
        return
        [
            .. Enumerable.Range(0, Math.Min(count, inputs.Count))
                .Select(i => inputs[i * inputs.Count / Math.Min(count, inputs.Count)])
                .SelectMany(input => new[] { input, Path.Combine(Path.GetDirectoryName(input)!, "output.json") })
                .Where(File.Exists)
                .Select(path => new SchemaText(Path.GetRelativePath(folder, path).Replace('\\', '/'), File.ReadAllText(path))),
        ];
    }

    /// <summary>Reads the inputs, and the outputs of those models that have one, in the order of their paths.</summary>
    internal static ImmutableArray<AdditionalText> Read() =>
    [
        .. Sets
            .SelectMany(set => Directory.EnumerateFiles(Path.Combine(Folder, set), "input.json", SearchOption.AllDirectories)
                .Order(StringComparer.Ordinal))
            .Take(Count)
            .SelectMany(input => new[] { input, Path.Combine(Path.GetDirectoryName(input)!, "output.json") })
            .Where(File.Exists)
            .Select(path => new SchemaText(Path.GetRelativePath(Folder, path).Replace('\\', '/'), File.ReadAllText(path))),
    ];
}

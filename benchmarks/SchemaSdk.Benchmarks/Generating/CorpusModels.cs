using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace SchemaSdk.Benchmarks.Generating;

/// <summary>The schema files of a thousand real models from several services.</summary>
internal static class CorpusModels
{
    internal const int Count = 1_000;

    private static readonly string[] Sets = ["runcomfy", "fal", "fal-2026-01", "replicate", "huggingface", "other"];

    /// <summary>
    /// The folder of the corpus: <c>SCHEMASDK_CORPUS</c> if it is set, otherwise the default folder next to the repository.
    /// </summary>
    internal static string Folder { get; } = Environment.GetEnvironmentVariable("SCHEMASDK_CORPUS") is { Length: > 0 } named
        ? named
        : Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "../../../../../../shared/corpus"));

    /// <summary>Reads the schemas of some models of a set. The models are spread evenly over the set, which is ordered by path.</summary>
    /// <param name="set">The name of the set, which is a folder of the corpus.</param>
    /// <param name="count">The number of models.</param>
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

    /// <summary>Reads the input schema of each model and, if it exists, the output schema. The models are ordered by path.</summary>
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

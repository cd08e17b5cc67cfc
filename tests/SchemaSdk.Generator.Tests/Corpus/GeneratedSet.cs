using System.Collections.Concurrent;

namespace SchemaSdk.Generator.Tests.Corpus;

/// <summary>The clients of all models of one set that are tried.</summary>
internal sealed class GeneratedSet
{
    private const int BatchSize = 100;

    private static readonly ConcurrentDictionary<string, Lazy<GeneratedSet>> All = new();

    private GeneratedSet(string name)
    {
        Name = name;
        Batches = [.. Corpus.Models(name).Chunk(BatchSize).Select(models => new GeneratedBatch(models))];
    }

    /// <summary>The set's name.</summary>
    public string Name { get; }

    /// <summary>The clients.</summary>
    public IReadOnlyList<GeneratedBatch> Batches { get; }

    /// <summary>Generates a set once for all tests.</summary>
    /// <param name="name">One of <see cref="Corpus.Sets"/>.</param>
    public static GeneratedSet Of(string name) => All.GetOrAdd(name, static set => new(() => new GeneratedSet(set))).Value;
}

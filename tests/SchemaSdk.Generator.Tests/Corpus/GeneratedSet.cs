using System.Collections.Concurrent;

namespace SchemaSdk.Generator.Tests.Corpus;

/// <summary>The generated clients for the models that tests use from one corpus set.</summary>
internal sealed class GeneratedSet
{
    private const int BatchSize = 100;

    private static readonly ConcurrentDictionary<string, Lazy<GeneratedSet>> All = new();

    private readonly Lazy<SetFigures> _figures;

    private GeneratedSet(string name)
    {
        Name = name;
        _figures = new(() => new SetFigures([this]));
        Batches = [.. Corpus.Models(name).Chunk(BatchSize).Select(models => new GeneratedBatch(models))];
    }

    public string Name { get; }

    public IReadOnlyList<GeneratedBatch> Batches { get; }

    public SetFigures Figures => _figures.Value;

    /// <summary>Returns the clients for a corpus set. They are generated only once for all tests.</summary>
    public static GeneratedSet Of(string name) => All.GetOrAdd(name, static set => new(() => new GeneratedSet(set))).Value;
}

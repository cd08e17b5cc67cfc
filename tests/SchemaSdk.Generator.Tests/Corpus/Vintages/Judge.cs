using SchemaSdk.Schemas.Model;
using SchemaSdk.Tool.Diff.Comparing;

namespace SchemaSdk.Generator.Tests.Corpus.Vintages;

/// <summary>
/// Compares two versions of models as <c>schemasdk diff</c> does. To find out what really breaks, compiles callers and checks inputs.
/// </summary>
/// <remarks>
/// An input breaks if code no longer compiles, or if a value that was accepted is now refused. An output breaks only if code no longer
/// compiles, because any result can be read.
/// </remarks>
internal static class Judge
{
    private static readonly ClientOptions Client = new("TestClient", "Acme.Sdk", "public", ClientOptions.UsualService);

    public static IReadOnlyList<Verdict> Of(IReadOnlyList<VintagePair> pairs)
    {
        var told = Told(pairs);
        var complaints = VintageClients.Complaints(pairs);
        return
        [
            .. pairs.SelectMany(pair => new[]
            {
                new Verdict(pair, Direction.Input, [.. told[(pair.Id, Direction.Input)]])
                {
                    Uncompiled = complaints.GetValueOrDefault((pair.Id, CallerKind.Sends)),
                    Unread = complaints.GetValueOrDefault((pair.Id, CallerKind.ReadsInput)),
                    Refused = OldInputs.Refused(pair.Old.Input, pair.New.Input),
                },
                new Verdict(pair, Direction.Output, [.. told[(pair.Id, Direction.Output)]])
                {
                    Uncompiled = complaints.GetValueOrDefault((pair.Id, CallerKind.ReadsOutput)),
                },
            }),
        ];
    }

    /// <summary>Returns the changes that the comparison reports for the input and the output of each model.</summary>
    /// <remarks>A change to the model itself, such as a new C# path, concerns both its input and its output.</remarks>
    public static ILookup<(string Id, Direction Way), ModelChange> Told(IReadOnlyList<VintagePair> pairs)
    {
        var locked = VintagePair.LockOf(pairs);
        var newer = pairs.Select(pair => pair.New).Concat(pairs.SelectMany(pair => pair.Added));
        return new ModelComparison(Set(pairs.Select(pair => pair.Old), locked), Set(newer, locked))
            .Run(default)
            .SelectMany(change => WaysOf(change).Select(way => (change.Model, way, change)))
            .ToLookup(told => (told.Model, told.way), told => told.change);
    }

    private static IEnumerable<Direction> WaysOf(ModelChange change) =>
        Enum.GetValues<Direction>().Where(way => change.Rule.StartsWith($"{way}-", StringComparison.OrdinalIgnoreCase)) is var ways
            && ways.Any() ? ways : Enum.GetValues<Direction>();

    private static ModelSet Set(IEnumerable<CorpusModel> models, SchemaText? locked)
    {
        var files = new ProjectFiles([.. models.SelectMany(Files)], [], [])
        {
            Locks = locked is null ? [] : [new LockFile(locked.Path, locked.Text)],
        };
        return new(files, Client, default);
    }

    /// <summary>Returns the schema files of a model, as if they were in the schema folder of the tests.</summary>
    public static IEnumerable<SchemaFile> Files(CorpusModel model) => model.Files.Select(
        file => new SchemaFile($"/{model.Set}/{model.Id}/{file.Name}", model.Id, file.Role, file.Text) { Root = SchemaText.Root });
}

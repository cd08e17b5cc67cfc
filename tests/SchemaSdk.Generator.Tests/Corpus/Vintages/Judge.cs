using SchemaSdk.Schemas.Dialect;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Tool.Diff.Comparing;

namespace SchemaSdk.Generator.Tests.Corpus.Vintages;

/// <summary>Compares pairs as <c>schemasdk diff</c> does, and tests callers by compiling them and checking their inputs.</summary>
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
            .. pairs.SelectMany(pair => Enum.GetValues<Direction>().Select(way =>
            {
                var tried = 0;
                var refused = way == Direction.Input ? OldInputs.Refused(pair.Old.Input, pair.New.Input, out tried) : null;
                var kind = way == Direction.Input ? CallerKind.Sends : CallerKind.ReadsOutput;
                return new Verdict(pair, way, [.. told[(pair.Id, way)]])
                {
                    Uncompiled = complaints.GetValueOrDefault((pair.Id, kind)),
                    Unread = way == Direction.Input ? complaints.GetValueOrDefault((pair.Id, CallerKind.ReadsInput)) : null,
                    Refused = refused,
                    Tried = tried,
                };
            })),
        ];
    }

    /// <summary>Returns the reported changes of the inputs and outputs of pairs.</summary>
    public static ILookup<(string Id, Direction Way), ModelChange> Told(IReadOnlyList<VintagePair> pairs) =>
        new ModelComparison(Set(pairs.Select(pair => pair.Old)), Set(pairs.Select(pair => pair.New)))
            .Run(default)
            .ToLookup(change => (change.Model, WayOf(change)));

    private static Direction WayOf(ModelChange change) =>
        change.Rule.StartsWith("input", StringComparison.Ordinal) ? Direction.Input : Direction.Output;

    private static ModelSet Set(IEnumerable<CorpusModel> models) =>
        new(new ProjectFiles([.. models.SelectMany(Files)], [], []), Client, default);

    private static IEnumerable<SchemaFile> Files(CorpusModel model)
    {
        yield return new SchemaFile($"/{model.Set}/{model.Id}/input.json", model.Id, SchemaRole.Input, model.Input);
        if (model.Output is { } output)
        {
            yield return new SchemaFile($"/{model.Set}/{model.Id}/output.json", model.Id, SchemaRole.Output, output);
        }
    }
}

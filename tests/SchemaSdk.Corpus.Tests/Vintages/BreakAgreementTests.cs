using SchemaSdk.Corpora;
using SchemaSdk.Schemas.Compiling;
using SchemaSdk.Schemas.Dialect;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Tool.Comparing;
using Xunit.Abstractions;

namespace SchemaSdk.Corpus.Tests.Vintages;

/// <summary>The comparison of two vintages of the same models, held against compilers and checks: do callers get on?</summary>
/// <remarks>
/// A break of an input is shown by code that does not compile any more, or by a value that callers could send and that is refused now.
/// A break of an output is shown by code alone: results are read whatever they say.
/// </remarks>
public class BreakAgreementTests(ITestOutputHelper output)
{
    private static readonly ClientOptions Client = new("TestClient", "Acme.Sdk", "public", ClientOptions.UsualService);

    [Fact]
    public void What_breaks_callers_is_told_and_what_is_told_breaks_callers()
    {
        var pairs = VintagePair.All;
        var told = Told(pairs);
        var uncompiled = VintageClients.Complaints(pairs);
        var (refused, tried) = (0, 0);
        var (missed, unshown) = (new List<string>(), new List<string>());
        foreach (var (pair, way) in pairs.SelectMany(pair => Enum.GetValues<Direction>().Select(way => (pair, way))))
        {
            var values = 0;
            var input = way == Direction.Input ? OldInputs.Refused(pair.Old.Input, pair.New.Input, out values) : null;
            tried += values;
            refused += input is null ? 0 : 1;
            var shown = uncompiled.GetValueOrDefault((pair.Id, way)) ?? input;
            var reasons = told[(pair.Id, way)].ToList();
            if (shown is not null && reasons.Count == 0)
            {
                missed.Add($"{pair.Id} {way}: {shown}");
            }
            else if (shown is null && reasons.Count > 0)
            {
                unshown.Add($"{pair.Id} {way}: {string.Join("; ", reasons.Select(reason => reason.Text))}");
            }
        }

        output.WriteLine(
            $"{pairs.Count} pairs: {told.Count} inputs and outputs break by what is told; {uncompiled.Count} do not compile, and {refused} "
            + $"inputs are refused, of {tried} tried.");
        None.Of(missed.Select(complaint => $"Not told: {complaint}").Concat(unshown.Select(complaint => $"Not shown: {complaint}")));
        Assert.Equal(CorpusFolder.Others is null ? (3, 2) : (323, 243), (pairs.Count, told.Count));
    }

    private static ILookup<(string Id, Direction Way), ModelChange> Told(IReadOnlyList<VintagePair> pairs) =>
        new ModelComparison(Set(pairs.Select(pair => pair.Old)), Set(pairs.Select(pair => pair.New)))
            .Run(default)
            .Where(change => change.Severity >= Severity.Unknown)
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

using System.Text;
using System.Text.Json;
using SchemaSdk.CompilerServices;
using SchemaSdk.Corpora;
using SchemaSdk.Generator.Emitting;
using SchemaSdk.Schemas.Compiling;
using SchemaSdk.Schemas.Dialect;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Tool.Comparing;
using Xunit.Abstractions;

namespace SchemaSdk.Corpus.Tests;

/// <summary>The comparison of two vintages of the same models, held against what the checks of each take.</summary>
public class DiffAgreementTests(ITestOutputHelper output)
{
    [Fact]
    public void An_input_that_is_refused_now_was_told_as_a_break()
    {
        var (agreed, narrower, confirmed) = (0, 0, 0);
        var missed = new List<string>();
        foreach (var (id, old, now) in Pairs())
        {
            var isTold = new SchemaComparison(Direction.Input, new(SchemaSteps.Normalize(old)), new(SchemaSteps.Normalize(now)))
                .Run(default)
                .Any(change => change.Severity >= Severity.Unknown);
            var refused = Refused(old, now);
            narrower += isTold ? 1 : 0;
            confirmed += isTold && refused is not null ? 1 : 0;
            agreed += isTold || refused is null ? 1 : 0;
            if (!isTold && refused is not null)
            {
                missed.Add($"{id}: {refused}");
            }
        }

        output.WriteLine($"{agreed} pairs agree, {missed.Count} do not; {narrower} break, of which {confirmed} refuse an old input");
        missed.ForEach(output.WriteLine);
        Assert.Empty(missed);
    }

    private static IEnumerable<(string Id, SchemaFile Old, SchemaFile New)> Pairs()
    {
        // The only set with two vintages is one of others.
        if (CorpusFolder.Others is null)
        {
            const string Own = """{"type":"object","properties":{"a":{"type":"integer","maximum":5} } }""";
            return [("own", File(Own), File(Own.Replace("5", "4", StringComparison.Ordinal)))];
        }

        var newer = Corpus.AllModels("fal").ToDictionary(model => model.Id, StringComparer.Ordinal);
        return Corpus.AllModels("fal-2026-01")
            .Where(model => newer.ContainsKey(model.Id))
            .Select(model => (model.Id, File(model.Input), File(newer[model.Id].Input)));

        static SchemaFile File(string text) => new("input.json", "acme", SchemaRole.Input, text);
    }

    /// <summary>Finds an input that the older schema takes and the newer one does not; null if there is none among those tried.</summary>
    private static string? Refused(SchemaFile old, SchemaFile @new)
    {
        var (before, after) = (RulesOf(old), RulesOf(@new));
        return InstancesOf(old).Concat(InstancesOf(@new).Where(json => HasOnlyMembersOf(old, json))).FirstOrDefault(json =>
            before.Check(Encoding.UTF8.GetBytes(json)).Count == 0 && after.Check(Encoding.UTF8.GetBytes(json)).Count > 0);
    }

    /// <summary>Callers of the older schema do not know the members that are new.</summary>
    private static bool HasOnlyMembersOf(SchemaFile old, string json)
    {
        using var input = JsonDocument.Parse(json);
        return input.RootElement.ValueKind == JsonValueKind.Object
            && SchemaSteps.Parse(old).Shape is ObjectShape shape
            && input.RootElement.EnumerateObject().All(member => shape.Properties.Any(property => property.WireName == member.Name));
    }

    private static InputRules RulesOf(SchemaFile file) => InputRules.WithPatterns(RuleText.Of(SchemaSteps.Parse(file).Rule!));

    private static List<string> InstancesOf(SchemaFile file)
    {
        using var document = JsonDocument.Parse(SchemaSteps.Normalize(file).Root!.ToString());
        return [.. new InstanceMaker(new Tests.SchemaView(document.RootElement)).All()];
    }
}

using System.Text;
using System.Text.Json;
using SchemaSdk.CompilerServices;
using SchemaSdk.Corpora;
using SchemaSdk.Schemas.Compiling;
using SchemaSdk.Schemas.Dialect;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Wording;
using SchemaSdk.Tool.Comparing;
using Xunit.Abstractions;

namespace SchemaSdk.Corpus.Tests;

/// <summary>The comparison of two vintages of the same models, held against what the checks of each take.</summary>
/// <remarks>
/// It proves that the comparison misses no break that one of the tried inputs shows. It does not prove that each told break is one: few of
/// them are shown by an input, since the tried ones seldom have the value that is refused now. Against false alarms there are only the
/// expected figures: a comparison that tells more or less than it did fails, and what it tells then is listed, to be read. All that was
/// told when the figures were taken was a member that is gone or required now, a nearer limit, or a null that is not allowed any more.
/// </remarks>
public class DiffAgreementTests(ITestOutputHelper output)
{
    [Fact]
    public void An_input_that_is_refused_now_was_told_as_a_break_and_little_else_is()
    {
        var (pairs, told, confirmed) = (0, 0, 0);
        var (missed, unshown) = (new List<string>(), new List<string>());
        foreach (var (id, old, now) in Pairs())
        {
            var breaks = new SchemaComparison(Direction.Input, new(SchemaSteps.Normalize(old)), new(SchemaSteps.Normalize(now)))
                .Run(default)
                .Where(change => change.Severity >= Severity.Unknown)
                .ToList();
            var refused = Refused(old, now);
            pairs++;
            told += breaks.Count > 0 ? 1 : 0;
            confirmed += breaks.Count > 0 && refused is not null ? 1 : 0;
            if (breaks.Count == 0 && refused is not null)
            {
                missed.Add($"{id}: {refused}");
            }
            else if (breaks.Count > 0 && refused is null)
            {
                unshown.Add($"{id}: {string.Join("; ", breaks.Select(change => $"{change.Pointer}: {change.Text}"))}");
            }
        }

        output.WriteLine($"{pairs} pairs, {told} break, of which {confirmed} refuse an old input. Missed:");
        missed.ForEach(output.WriteLine);
        output.WriteLine("Told, without an input that shows it:");
        unshown.ForEach(output.WriteLine);
        Assert.Empty(missed);
        Assert.Equal(CorpusFolder.Others is null ? (5, 2, 1) : (323, 32, 1), (pairs, told, confirmed));
    }

    private static IEnumerable<(string Id, SchemaFile Old, SchemaFile New)> Pairs()
    {
        // The only set with two vintages is one of others.
        if (CorpusFolder.Others is null)
        {
            const string Own = """{"type":"object","properties":{"a":{"type":"integer","maximum":5} } }""";
            var changes = new[] { ("5", "5"), ("5", "4"), ("5", "6"), ("\"a\"", "\"b\""), ("{\"type\"", "{\"title\":\"A\",\"type\"") };
            return changes
                .Select(change => (change.Item2, File(Own), File(Own.Replace(change.Item1, change.Item2, StringComparison.Ordinal))));
        }

        var newer = Corpus.AllModels("fal").ToDictionary(model => model.Id, StringComparer.Ordinal);
        return Corpus.AllModels("fal-2026-01")
            .Where(model => newer.ContainsKey(model.Id))
            .Select(model => (model.Id, File(model.Input), File(newer[model.Id].Input)));

        static SchemaFile File(string text) => new("input.json", "acme", SchemaRole.Input, text);
    }

    /// <summary>Finds, among those that are tried, an input that the older schema takes and the newer one refuses; else null.</summary>
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

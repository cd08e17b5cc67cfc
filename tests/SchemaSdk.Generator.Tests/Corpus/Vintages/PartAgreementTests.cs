using System.Text.Json.Nodes;
using SchemaSdk.Tool.Diff.Comparing;

namespace SchemaSdk.Generator.Tests.Corpus.Vintages;

/// <summary>Adds a second part to an <c>allOf</c> with one part. The comparison must report what the compiler refuses.</summary>
public class PartAgreementTests
{
    private static readonly int Number = FullRun.IsOn ? 40 : 6;

    [Fact]
    public void A_part_with_a_new_member_breaks_nothing() => Assert.All(
        Judge.Of([.. Pairs(new JsonObject { ["properties"] = new JsonObject { ["added"] = new JsonObject { ["type"] = "string" } } })]),
        verdict =>
        {
            Assert.Null(verdict.Missed ?? verdict.Unshown ?? verdict.Uncompiled ?? verdict.Refused);
            Assert.False(verdict.IsToldMajor);
        });

    [Fact]
    public void A_part_that_requires_another_member_breaks_inputs() => Assert.All(
        Judge.Of([.. Pairs(new JsonObject { ["required"] = new JsonArray("added") })]).Where(verdict => verdict.Way == Direction.Input),
        verdict => Assert.True(verdict.IsToldMajor));

    private static IEnumerable<VintagePair> Pairs(JsonObject part) => Corpus.Models(Corpus.Own)
        .Where(model => !model.Input.Contains("$ref", StringComparison.Ordinal) && JsonNode.Parse(model.Input)!["properties"] is not null)
        .Take(Number)
        .Select((model, i) => model with { Id = $"pair{i}/{model.Id}" })
        .Select(model => new VintagePair(
            model with { EditedInput = AllOf(JsonNode.Parse(model.Input)!) },
            model with { EditedInput = AllOf(JsonNode.Parse(model.Input)!, part.DeepClone()) }));

    private static string AllOf(params JsonNode[] parts) => new JsonObject { ["allOf"] = new JsonArray(parts) }.ToJsonString();
}

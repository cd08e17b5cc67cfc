using FsCheck;
using FsCheck.Fluent;

namespace SchemaSdk.Tool.Tests.Infer;

/// <summary>
/// Checks with a second validator that all samples fit the inferred schema, and that a build accepts the schema without warnings.
/// </summary>
public sealed class InferPropertyTests : CommandTest
{
    private static readonly string[] Names = ["video", "images", "seed", "a_b", "Type", "$ref", "", "x y", "größe", "required"];

    private static readonly string[] Texts =
        ["", "a", "https://a.example/x.png", "data:image/png;base64,AA==", "2026-11-20T12:00:00Z", "1", "null", "\u2028\"\\"];

    [Fact]
    public void Every_sample_fits_the_inferred_schema() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(FullRun.IsOn ? 300 : 30).WithReplay(20261121, 7),
        Prop.ForAll(SampleSets(), samples =>
        {
            var schema = NJsonSchema.JsonSchema.FromJsonAsync(SchemaOf(samples)).GetAwaiter().GetResult();
            return samples.All(sample => schema.Validate(sample).Count == 0);
        }));

    [Fact]
    public void A_build_accepts_the_inferred_schema_without_findings() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(FullRun.IsOn ? 100 : 15).WithReplay(20261121, 7),
        Prop.ForAll(SampleSets(), samples =>
        {
            Tool.Write("schemas/acme/kite/input.json", """{"type":"object","properties":{"prompt":{"type":"string"}}}""");
            Tool.Write("schemas/acme/kite/output.json", SchemaOf(samples));
            return (Tool.RunAsync("lint").GetAwaiter().GetResult() == 0).Label(Tool.Output);
        }));

    [Fact]
    public async Task Recorded_outputs_of_real_models_fit_their_inferred_schemas()
    {
        Tool.Write("examples.json", """[{"output":["https://a.example/1.png"]},{"output":null},{"output":"a text"}]""");
        string[] recorded =
        [
            Tool.PathOf("examples.json"),
            .. CorpusFolder.Others is { } others
                ? Directory.GetFiles(Path.Combine(others, "replicate"), "examples.json", SearchOption.AllDirectories)
                : [],
        ];
        foreach (var path in recorded)
        {
            var samples = JsonNode.Parse(File.ReadAllText(path))!.AsArray().Select(sample => sample!["output"]?.ToJsonString() ?? "null");

            Assert.Equal(0, await Tool.RunAsync("infer", path, "--at", "/*/output", "--overwrite"));

            var schema = await NJsonSchema.JsonSchema.FromJsonAsync(Tool.Read("output.json"));
            Assert.All(samples, sample => Assert.Empty(schema.Validate(sample)));
        }
    }

    private string SchemaOf(string[] samples)
    {
        for (var i = 0; i < samples.Length; i++)
        {
            Tool.Write($"samples/{i}.json", samples[i]);
        }

        var files = samples.Select((_, i) => $"samples/{i}.json");
        var exit = Tool.RunAsync(["infer", .. files, "--at", "", "--overwrite"]).GetAwaiter().GetResult();
        Assert.True(exit == 0, Tool.Error);
        return Tool.Read("output.json");
    }

    private static Arbitrary<string[]> SampleSets() =>
        Arb.From(Value(3).Select(node => node?.ToJsonString() ?? "null").ArrayOf().Where(samples => samples.Length > 0));

    private static Gen<JsonNode?> Value(int depth)
    {
        var leaf = Gen.OneOf(
            Gen.Constant<JsonNode?>(null),
            Gen.Elements(true, false).Select(flag => (JsonNode?)JsonValue.Create(flag)),
            Gen.Elements(Texts).Select(text => (JsonNode?)JsonValue.Create(text)),
            Gen.Choose(-3, 3).Select(number => (JsonNode?)JsonValue.Create(number)),
            // No integer has more than 64 bits, because NJsonSchema fails for larger ones.
            Gen.Elements("0.5", "1e3", "-2.0", "9223372036854775807").Select(JsonNode? (number) => JsonNode.Parse(number)));
        if (depth == 0)
        {
            return leaf;
        }

        var items = Value(depth - 1).ListOf().Select(JsonNode? (list) => new JsonArray([.. list.Select(item => item?.DeepClone())]));
        var members = Gen.Elements(Names).Zip(Value(depth - 1)).ListOf().Select(JsonNode? (list) => new JsonObject(
            list.DistinctBy(member => member.Item1).Select(member => KeyValuePair.Create(member.Item1, member.Item2?.DeepClone()))));
        return Gen.OneOf(leaf, items, members, members);
    }
}

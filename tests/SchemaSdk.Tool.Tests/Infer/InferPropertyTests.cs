using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using SchemaSdk.Tool.Lint;
using SchemaSdk.Tool.SchemaFolders.Reading;
using SchemaSdk.Tool.Tests.Surroundings;

namespace SchemaSdk.Tool.Tests.Infer;

/// <summary>All samples fit the schema that is made of them, by a validator of others, and a build takes it as it is.</summary>
public sealed class InferPropertyTests : IDisposable
{
    private static readonly string[] Names = ["video", "images", "seed", "a_b", "Type", "$ref", "", "x y", "größe", "required"];

    private static readonly string[] Texts =
        ["", "a", "https://a.example/x.png", "data:image/png;base64,AA==", "2026-11-20T12:00:00Z", "1", "null", "\u2028\"\\"];

    private readonly ToolTest _tool = new();

    public void Dispose() => _tool.Dispose();

    [Fact]
    public void Every_sample_fits_the_schema_of_all() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(FullRun.IsOn ? 300 : 60).WithReplay(20261121, 7),
        Prop.ForAll(SampleSets(), samples =>
        {
            var schema = NJsonSchema.JsonSchema.FromJsonAsync(SchemaOf(samples)).GetAwaiter().GetResult();
            return samples.All(sample => schema.Validate(sample).Count == 0);
        }));

    [Fact]
    public void A_build_takes_the_schema_without_a_word_about_what_is_known() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(FullRun.IsOn ? 100 : 25).WithReplay(20261121, 7),
        Prop.ForAll(SampleSets(), samples =>
        {
            _tool.Write("schemas/acme/kite/input.json", """{"type":"object","properties":{"prompt":{"type":"string"}}}""");
            _tool.Write("schemas/acme/kite/output.json", SchemaOf(samples));
            var linted = new FolderLint(path => path, FolderClient.Usual).Run(_tool.PathOf("schemas"), default);
            return (linted.Findings.Count == 0).Label(string.Join('\n', linted.Findings));
        }));

    [Fact]
    public async Task The_recorded_outputs_of_real_models_make_schemas_that_they_fit()
    {
        _tool.Write("examples.json", """[{"output":["https://a.example/1.png"]},{"output":null},{"output":"a text"}]""");
        string[] recorded =
        [
            _tool.PathOf("examples.json"),
            .. CorpusFolder.Others is { } others
                ? Directory.GetFiles(Path.Combine(others, "replicate"), "examples.json", SearchOption.AllDirectories)
                : [],
        ];
        foreach (var path in recorded)
        {
            var samples = JsonNode.Parse(File.ReadAllText(path))!.AsArray().Select(sample => sample!["output"]?.ToJsonString() ?? "null");

            Assert.Equal(0, await _tool.RunAsync("infer", path, "--at", "/*/output", "--overwrite"));

            var schema = await NJsonSchema.JsonSchema.FromJsonAsync(_tool.Read("output.json"));
            Assert.All(samples, sample => Assert.Empty(schema.Validate(sample)));
        }
    }

    // Through the command, which is the same for a set of one and of many.
    private string SchemaOf(string[] samples)
    {
        for (var i = 0; i < samples.Length; i++)
        {
            _tool.Write($"samples/{i}.json", samples[i]);
        }

        var files = samples.Select((_, i) => $"samples/{i}.json");
        var exit = _tool.RunAsync(["infer", .. files, "--at", "", "--overwrite"]).GetAwaiter().GetResult();
        Assert.True(exit == 0, _tool.Error);
        return _tool.Read("output.json");
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
            // The validator fails at whole numbers of more than 64 bits.
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

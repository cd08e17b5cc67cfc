using FsCheck;
using FsCheck.Fluent;
using NJsonSchema;

namespace SchemaSdk.Generator.Tests;

/// <summary>
/// Tests that our validation and NJsonSchema agree on the models of RunComfy's documentation, and that generated code writes valid JSON.
/// </summary>
public class OracleTests
{
    private static readonly int Inputs = FullRun.IsOn ? 3_000 : 400;

    private static readonly Lazy<IReadOnlyList<ModelInfo>> Generated = new(
        () => Compiler.Models(GeneratorRun.Over([.. Repository.Documented])));

    public static TheoryData<string> Models => ["kling/kling-3.0/pro/text-to-video", "kling/kling-3.0/standard/image-to-video"];

    [Theory]
    [MemberData(nameof(Models))]
    public async Task Our_verdict_is_that_of_NJsonSchema(string id)
    {
        var schema = await JsonSchema.FromJsonAsync(NormalizedTests.Normalize(id + "/input.json"));
        var info = Info(id);
        var inputs = new RandomInput(schema);
        var (valid, invalid) = (0, 0);

        Prop.ForAll(inputs.AnyValue().ToArbitrary(), json =>
        {
            var expected = schema.Validate(json).Count == 0 && RandomInput.HasRightSum(json);
            _ = expected ? valid++ : invalid++;
            var errors = info.Validate(Encoding.UTF8.GetBytes(json));
            Assert.True(
                expected == (errors.Count == 0),
                $"{json}\nNJsonSchema: {string.Join("; ", schema.Validate(json))}\nours: {string.Join("; ", errors)}");
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(Inputs).WithReplay(20261120, 7));

        Assert.True(valid > Inputs / 15, $"only {valid} valid inputs");
        Assert.True(invalid > Inputs / 3, $"only {invalid} invalid inputs");
        inputs.AssertCoverage();
    }

    [Theory]
    [MemberData(nameof(Models))]
    public async Task What_generated_code_writes_is_valid(string id)
    {
        var schema = await JsonSchema.FromJsonAsync(NormalizedTests.Normalize(id + "/input.json"));
        var info = Info(id);
        var inputs = new RandomInput(schema);

        Prop.ForAll(inputs.ValidValue().ToArbitrary(), json =>
        {
            // The test sets properties, as a caller does, because a parsed input would be written back unchanged.
            var written = JsonSerializer.Serialize(Typed.Make(info.InputType, JsonDocument.Parse(json).RootElement), info.InputType);

            Assert.Empty(schema.Validate(written));
            Assert.Empty(info.Validate(Encoding.UTF8.GetBytes(written)));
            Assert.True(
                JsonElement.DeepEquals(JsonDocument.Parse(json).RootElement, JsonDocument.Parse(written).RootElement),
                $"{json}\n{written}");
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(Inputs / 3).WithReplay(20261120, 7));

        inputs.AssertCoverage();
    }

    private static ModelInfo Info(string id) => Generated.Value.Single(model => model.Id == id);
}

using NJsonSchema;
using Newtonsoft.Json.Linq;
using SchemaSdk.Schemas.Dialect;

namespace SchemaSdk.Emulation.Tests;

public sealed class CorpusTests
{
    [CorpusFact]
    public async Task Every_public_model_is_answered()
    {
        var models = CorpusFactAttribute.Models().ToArray();
        await using var bench = Bench.Start(null, models);

        var codes = new List<int>();
        foreach (var body in (string[])["{}", "[]", """{"prompt":[null],"image_url":5,"seed":1e300,"a/b":{"c":[{}]}}"""])
        {
            foreach (var model in models)
            {
                codes.Add((await bench.SubmitAsync(body, Path(model))).Code);
            }
        }

        Assert.Equal([200, 422, 500], codes.Distinct().Order());
        Assert.InRange(codes.Count(code => code == 500), 0, codes.Count / 50); // a reference that leads out of the document
    }

    [CorpusFact]
    public async Task Results_fit_the_output_schemas()
    {
        var models = CorpusFactAttribute.Models()
            .Where(model => model.OutputSchema is not null)
            .Select(model => new SchemaModel(model.Id, "{}", model.OutputSchema))
            .ToArray();
        await using var bench = Bench.Start(null, models);

        var unfit = new List<string>();
        foreach (var model in models)
        {
            var answer = await bench.RunAsync(Path(model), "{}");
            if (await CheckAsync(model, answer.Body["output"]?.ToJsonString() ?? "null") is { } error)
            {
                unfit.Add($"{model.Id}: {error}");
            }
        }

        // Patterns, unions told apart by hand and the like: few, and they stay few.
        Assert.True(unfit.Count <= models.Length / 100, string.Join('\n', unfit));
    }

    private static string Path(SchemaModel model) => string.Join('/', model.Id.Split('/').Select(Uri.EscapeDataString));

    /// <summary>The first thing that does not fit; null also for a schema that NJsonSchema cannot read or apply.</summary>
    private static async Task<string?> CheckAsync(SchemaModel model, string output)
    {
        var plain = SchemaDialect.Normalize(JObject.Parse(model.OutputSchema!), SchemaRole.Output);
        if (plain.Descendants().OfType<JProperty>().Any(LeadsOut))
        {
            return null; // NJsonSchema would go and fetch it
        }

        try
        {
            var schema = await JsonSchema.FromJsonAsync(plain.ToString());
            return schema.Validate(output).FirstOrDefault()?.ToString();
        }
        catch (Exception wrong) when (wrong is InvalidOperationException or Newtonsoft.Json.JsonException)
        {
            return null;
        }
    }

    private static bool LeadsOut(JProperty member) =>
        member is { Name: "$ref", Value: JValue { Value: string reference } } && !reference.StartsWith('#');
}

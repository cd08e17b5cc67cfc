using System.Text.RegularExpressions;
using NJsonSchema;
using SchemaSdk.Schemas.Dialect;
using SchemaSdk.Schemas.Json;

namespace SchemaSdk.Emulation.Tests;

public sealed class CorpusTests
{
    public static TheoryData<string> Corpora => CorpusFolder.All;

    [Theory]
    [MemberData(nameof(Corpora))]
    public async Task Every_public_model_is_answered(string corpus)
    {
        var models = Models(corpus).ToArray();
        using var log = new OpinionLog();
        await using var bench = Bench.Start(options => options.LoggerFactory = log, models);

        var codes = new List<int>();
        foreach (var body in (string[])["{}", "[]", """{"prompt":[null],"image_url":5,"seed":1e300,"a/b":{"c":[{}]}}"""])
        {
            foreach (var model in models)
            {
                var code = (await bench.SubmitAsync(body, Path(model))).Code;
                codes.Add(code);
            }
        }

        Assert.Equal([200, 422], codes.Distinct().Order());
        Assert.Empty(log.Lines);
    }

    [Theory]
    [MemberData(nameof(Corpora))]
    public async Task Results_fit_the_output_schemas(string corpus)
    {
        var models = Models(corpus)
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

    /// <summary>Reads every model of a corpus, its id being its folder.</summary>
    private static IEnumerable<SchemaModel> Models(string corpus) =>
        from input in Directory.EnumerateFiles(corpus, "input.json", SearchOption.AllDirectories)
        let folder = System.IO.Path.GetDirectoryName(input)!
        let output = System.IO.Path.Combine(folder, "output.json")
        select new SchemaModel(
            System.IO.Path.GetRelativePath(corpus, folder).Replace('\\', '/'),
            File.ReadAllText(input),
            File.Exists(output) ? File.ReadAllText(output) : null);

    private static string Path(SchemaModel model) => string.Join('/', model.Id.Split('/').Select(Uri.EscapeDataString));

    /// <summary>The first thing that does not fit; null also for a schema that NJsonSchema cannot read or apply.</summary>
    private static async Task<string?> CheckAsync(SchemaModel model, string output)
    {
        var plain = SchemaDialect.Normalize((JsonObject)JsonParser.Read(model.OutputSchema!), SchemaRole.Output);
        if (Regex.IsMatch(plain.ToString(), "\"\\$ref\":\"[^#\"]"))
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
}

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
    public async Task Results_fit_the_output_schemas(string corpus)
    {
        var models = FullRun.SampleOf(Models(corpus).Where(model => model.OutputSchema is not null), n: corpus == CorpusFolder.Own ? 1 : 8)
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

        // For a few schemas with patterns or special unions, the emulator makes an invalid output.
        Assert.True(unfit.Count <= models.Length / 100, string.Join('\n', unfit));
    }

    private static IEnumerable<SchemaModel> Models(string corpus) =>
        from input in Directory.EnumerateFiles(corpus, "input.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        let folder = System.IO.Path.GetDirectoryName(input)!
        let output = System.IO.Path.Combine(folder, "output.json")
        select new SchemaModel(
            System.IO.Path.GetRelativePath(corpus, folder).Replace('\\', '/'),
            File.ReadAllText(input),
            File.Exists(output) ? File.ReadAllText(output) : null);

    private static string Path(SchemaModel model) => string.Join('/', model.Id.Split('/').Select(Uri.EscapeDataString));

    // Returns null if the output is valid, and also if NJsonSchema cannot read or apply the schema.
    private static async Task<string?> CheckAsync(SchemaModel model, string output)
    {
        var plain = SchemaDialect.Normalize((JsonObject)JsonParser.Read(model.OutputSchema!), SchemaRole.Output);
        if (Regex.IsMatch(plain.ToString(), "\"\\$ref\":\"[^#\"]"))
        {
            return null; // NJsonSchema would try to download the referenced file.
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

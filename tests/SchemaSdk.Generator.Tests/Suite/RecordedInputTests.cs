using NJsonSchema;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using SchemaSdk.Schemas.Dialect;

namespace SchemaSdk.Generator.Tests.Suite;

/// <summary>Tests that our validation and NJsonSchema agree on inputs that services accepted.</summary>
public class RecordedInputTests
{
    [Theory]
    [MemberData(nameof(CorpusFolder.All), MemberType = typeof(CorpusFolder))]
    public async Task Our_verdict_on_recorded_inputs_is_that_of_NJsonSchema(string corpus)
    {
        var files = CorpusFiles.Recorded(corpus).Select(file => Path.Combine(corpus, file)).ToList();
        var schemas = files.ConvertAll(file => File.ReadAllText(Path.Combine(Path.GetDirectoryName(file)!, "input.json")));
        using var rules = new RuleAssembly(schemas);

        var (valid, invalid) = (0, 0);
        var differing = new List<string>();
        for (var i = 0; i < files.Count; i++)
        {
            var normalized = SchemaDialect.Normalize((Schemas.Json.JsonObject)Schemas.Json.JsonParser.Read(schemas[i]), SchemaRole.Input);
            var oracle = await JsonSchema.FromJsonAsync(normalized.ToString());
            foreach (var input in JToken.ReadFrom(new JsonTextReader(new StringReader(await File.ReadAllTextAsync(files[i])))
            {
                DateParseHandling = DateParseHandling.None
            }).SelectTokens("$..input").OfType<JObject>())
            {
                var json = input.ToString(Formatting.None);
                var isValid = rules.Checks[i](Encoding.UTF8.GetBytes(json)).Count == 0;
                _ = isValid ? valid++ : invalid++;
                if (isValid != (oracle.Validate(json).Count == 0))
                {
                    differing.Add(files[i]);
                }
            }
        }

        Assert.Empty(differing);
        var isOwn = corpus == CorpusFolder.Own;
        Assert.True(valid > (isOwn ? 8 : 30) && invalid > (isOwn ? 5 : 10), $"only {valid} valid and {invalid} invalid inputs");
    }
}

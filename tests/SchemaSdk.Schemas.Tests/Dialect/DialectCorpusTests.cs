using NJsonSchema;
using NJsonSchema.References;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using SchemaSdk.Schemas.Json;

namespace SchemaSdk.Schemas.Tests.Dialect;

/// <summary>
/// Tests that normalizing keeps the meaning of real schemas: our own, and those of the corpus if it is available.
/// </summary>
public sealed class DialectCorpusTests
{
    public static TheoryData<string> Corpora => CorpusFolder.All;

    public static TheoryData<string> Suites => SuiteFolder.All;

    [Theory]
    [MemberData(nameof(Corpora))]
    public void Normalizing_twice_changes_nothing(string corpus)
    {
        var changed = new List<string>();
        foreach (var path in Sample(corpus))
        {
            var schema = SchemaDialect.Normalize(Read(corpus, path), Role(path));
            var once = schema.ToString();
            if (SchemaDialect.Normalize(schema, Role(path)).ToString() != once)
            {
                changed.Add(path);
            }
        }

        Assert.Empty(changed);
    }

    [Theory]
    [MemberData(nameof(Corpora))]
    public async Task NJsonSchema_reads_a_normalized_schema_if_it_reads_the_schema(string corpus)
    {
        var (read, lost) = (0, new List<string>());
        foreach (var path in Sample(corpus))
        {
            var schema = Read(corpus, path);
            if (await LoadAsync(schema) is not null)
            {
                read++;
                lost.AddRange(await LoadAsync(SchemaDialect.Normalize(schema, Role(path))) is null ? [path] : []);
            }
        }

        Assert.NotEqual(0, read);
        Assert.Empty(lost);
    }

    [Theory]
    [MemberData(nameof(Corpora))]
    public async Task Normalizing_changes_no_verdict_on_a_recorded_value(string corpus)
    {
        var judged = 0;
        var unequal = new List<string>();
        foreach (var path in CorpusFiles.Recorded(corpus))
        {
            foreach (var member in (string[])["input", "output"])
            {
                var file = Path.GetDirectoryName(path)!.Replace('\\', '/') + "/" + member + ".json";
                var schema = Read(corpus, file);
                var before = await LoadAsync(schema);
                var after = await LoadAsync(SchemaDialect.Normalize(schema, Role(file)));
                foreach (var value in ReadAny(corpus, path).Children().Select(example => example[member]).OfType<JToken>())
                {
                    judged++;
                    if (IsValid(before, value) != IsValid(after, value))
                    {
                        unequal.Add(file);
                    }
                }
            }
        }

        Assert.True(judged > (corpus == CorpusFolder.Own ? 30 : 80), $"Only {judged} values were judged.");
        Assert.Empty(unequal);
    }

    [Theory]
    [MemberData(nameof(Suites))]
    public async Task Normalizing_makes_no_verdict_of_the_suite_wrong(string suite)
    {
        var corrected = 0;
        var spoilt = new List<string>();
        foreach (var path in Directory.EnumerateFiles(Path.Combine(suite, "tests"), "*.json", SearchOption.AllDirectories))
        {
            foreach (var group in Token(await File.ReadAllTextAsync(path)).Where(group => group["schema"] is JObject))
            {
                var schema = (JsonObject)JsonParser.Read(group["schema"]!.ToString());
                var before = await LoadAsync(schema);
                var after = await LoadAsync(SchemaDialect.Normalize(schema, SchemaRole.Input));
                foreach (var test in group["tests"]!)
                {
                    var wasRight = IsValid(before, test["data"]!) == (bool)test["valid"]!;
                    var isRight = IsValid(after, test["data"]!) == (bool)test["valid"]!;
                    corrected += !wasRight && isRight ? 1 : 0;
                    if (wasRight && !isRight)
                    {
                        spoilt.Add($"{path}: {group["description"]}, {test["description"]}");
                    }
                }
            }
        }

        Assert.Empty(spoilt);
        Assert.InRange(corrected, suite == SuiteFolder.Own ? 9 : 100, int.MaxValue);
    }

    /// <summary>Returns all of our own schemas, and every twentieth of the larger corpus; in a full run, returns all schemas.</summary>
    private static IEnumerable<string> Sample(string corpus) =>
        FullRun.SampleOf(CorpusFiles.Schemas(corpus), corpus == CorpusFolder.Own ? 1 : 20);

    private static JsonObject Read(string corpus, string path) => (JsonObject)JsonParser.Read(CorpusFiles.Read(corpus, path));

    private static JToken ReadAny(string corpus, string path) => Token(CorpusFiles.Read(corpus, path));

    /// <summary>Reads a value for NJsonSchema without converting dates.</summary>
    private static JToken Token(string text) =>
        JToken.ReadFrom(new JsonTextReader(new StringReader(text)) { DateParseHandling = DateParseHandling.None, MaxDepth = 128 });

    private static SchemaRole Role(string path) =>
        path.EndsWith("output.json", StringComparison.Ordinal) ? SchemaRole.Output : SchemaRole.Input;

    /// <summary>Reads a schema with NJsonSchema; returns null if NJsonSchema cannot read the schema.</summary>
    private static async Task<JsonSchema?> LoadAsync(JsonObject schema)
    {
        try
        {
            return await JsonSchema.FromJsonAsync(schema.ToString(), null!, root => new OfflineResolver(root));
        }
        catch (Exception error)
            when (error is JsonException or InvalidOperationException or ArgumentException or NotSupportedException or InvalidCastException)
        {
            return null;
        }
    }

    /// <summary>Returns the verdict of NJsonSchema; null if it throws.</summary>
    private static bool? IsValid(JsonSchema? schema, JToken value)
    {
        try
        {
            return schema is null ? null : schema.Validate(value).Count == 0;
        }
        catch (Exception error)
            when (error is InvalidOperationException or ArgumentException or NullReferenceException or FormatException
                or InvalidCastException)
        {
            return null;
        }
    }

    private sealed class OfflineResolver(JsonSchema root)
        : JsonReferenceResolver(new JsonSchemaAppender(root, new DefaultTypeNameGenerator()))
    {
        public override Task<IJsonReference> ResolveFileReferenceAsync(string filePath, CancellationToken cancellationToken = default) =>
            throw new InvalidOperationException("No file was read.");

        public override Task<IJsonReference> ResolveUrlReferenceAsync(string url, CancellationToken cancellationToken = default) =>
            throw new InvalidOperationException("Nothing is fetched.");
    }
}

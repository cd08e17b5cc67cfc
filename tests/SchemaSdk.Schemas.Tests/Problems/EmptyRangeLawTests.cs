using System.Globalization;
using NJsonSchema;

namespace SchemaSdk.Schemas.Tests.Problems;

/// <summary>Tests random schemas: if the generator reports that no value can be valid, NJsonSchema must refuse every value.</summary>
/// <remarks>The schemas contain neither a count limit of 0, which NJsonSchema ignores, nor <c>false</c>, which it cannot read.</remarks>
public class EmptyRangeLawTests
{
    private static readonly int Schemas = FullRun.IsOn ? 300 : 80;

    private static readonly Func<Random, string>[] Numbers =
        [Bound("minimum"), Bound("maximum"), Bound("exclusiveMinimum"), Bound("exclusiveMaximum"), _ => "\"multipleOf\": 4"];

    private static readonly Func<Random, string>[] Texts = [Bound("minLength"), Bound("maxLength")];

    private static readonly Func<Random, string>[] Arrays = [Bound("minItems"), Bound("maxItems")];

    private static readonly Func<Random, string>[] Objects =
    [
        Bound("minProperties"), Bound("maxProperties"), random => $"\"required\": [{Names(random, "")}]",
        random => $"\"properties\": {{ {Names(random, random.Next(3) == 0 ? ": { \"not\": {} }" : ": {}")} }}",
        _ => "\"additionalProperties\": false",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task An_empty_range_of_numbers_strings_or_arrays_is_reported_if_and_only_if_no_value_is_valid(int seed)
    {
        var random = new Random(seed);
        foreach (var (type, keywords, samples) in new[]
        {
            ("integer", Numbers, Enumerable.Range(-10, 40).Select(number => number.ToString(CultureInfo.InvariantCulture))),
            ("number", Numbers, Enumerable.Range(-40, 160).Select(number => (number / 4m).ToString(CultureInfo.InvariantCulture))),
            ("string", Texts, Enumerable.Range(0, 12).Select(length => $"\"{new string('x', length)}\"")),
            ("array", Arrays, Enumerable.Range(0, 12).Select(length => $"[{string.Join(",", Enumerable.Range(0, length))}]")),
        })
        {
            var schemas = Enumerable.Range(0, Schemas).Select(_ => Schema(random, type, keywords)).ToList();

            Assert.Equal(await RefusedAsync(schemas, [.. samples]), Reported(schemas));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task An_object_schema_is_reported_only_if_no_object_is_valid(int seed)
    {
        var random = new Random(seed);
        var samples = Enumerable.Range(0, 32)
            .Select(set => string.Join(",", "abcde".Where((_, at) => (set >> at & 1) == 1).Select(name => $"\"{name}\":1")))
            .Select(members => $"{{{members}}}");
        var schemas = Enumerable.Range(0, Schemas).Select(_ => Schema(random, "object", Objects)).ToList();

        var reported = Reported(schemas);

        Assert.NotEmpty(reported);
        Assert.Empty(reported.Except(await RefusedAsync(schemas, [.. samples])));
    }

    private static Func<Random, string> Bound(string keyword) => random => $"\"{keyword}\": {random.Next(1, 10)}";

    private static string Names(Random random, string value) =>
        string.Join(", ", "abc".Where(_ => random.Next(2) == 0).Select(name => $"\"{name}\"{value}"));

    private static string Schema(Random random, string type, Func<Random, string>[] keywords)
    {
        var own = Some();
        var branches = string.Join(", ", Enumerable.Range(0, random.Next(3)).Select(_ => "{ " + string.Join(", ", Some()) + " }"));
        string[] parts = [$"\"type\": \"{type}\"", .. own, .. branches.Length == 0 ? Array.Empty<string>() : [$"\"allOf\": [{branches}]"]];
        return "{ " + string.Join(", ", parts) + " }";

        IEnumerable<string> Some() => keywords.Where(_ => random.Next(3) == 0).Select(keyword => keyword(random)).ToList();
    }

    private static async Task<List<string>> RefusedAsync(List<string> schemas, List<string> samples)
    {
        var refused = new List<string>();
        foreach (var schema in schemas)
        {
            var oracle = await JsonSchema.FromJsonAsync(schema);
            if (samples.TrueForAll(sample => oracle.Validate(sample).Count > 0))
            {
                refused.Add(schema);
            }
        }

        return refused;
    }

    private static List<string> Reported(List<string> schemas)
    {
        var properties = string.Join(",\n", schemas.Select((schema, at) => $"\"p{at}\": {schema}"));
        var problems = ProjectWords.Problems(
            ("acme/a/input.json", "{ \"type\": \"object\", \"properties\": {\n" + properties + "\n} }"),
            ("acme/a/output.json", """{ "type": "object" }"""));
        var reported = problems.Where(problem => problem.StartsWith("SSDK022 ", StringComparison.Ordinal))
            .Select(problem => int.Parse(problem.Split('(', ',')[1], CultureInfo.InvariantCulture) - 2)
            .ToHashSet();
        return [.. schemas.Where((_, at) => reported.Contains(at))];
    }
}

using System.Globalization;
using SchemaSdk.Tool.Import.OpenApi;

namespace SchemaSdk.Tool.Tests.Import;

public sealed class HostileDocumentTests : ImportTest
{
    private const string Chain = "is part of a chain of more than 32 references, which may be endless.";

    private static readonly string Long = new('x', 100_000);

    private static readonly string Wide = "\"requestBodies\":{\"" + Long + "\":{\"content\":{"
        + string.Join(',', Enumerable.Range(0, 1000).Select(static part => $"\"{part}\":{{}}")) + "}}}";

    public static TheoryData<string, string> Documents => new()
    {
        { Yaml("a: " + new string('[', 100_000)), "The maximum nesting depth of 64 has been exceeded." },
        { Yaml(Laughs(40)), "The text has more than 250000 values, including those of its aliases (line" },
        { Yaml("b:\n    - &long " + new string('x', 1_000_000) + "\n"
            + string.Concat(Enumerable.Repeat("    - *long\n", 20))), "The text has more than 16000000 characters, including those of" },
        { Yaml("a: &a\n    b: *a"), "The text nests deeper than 64 levels (line" },
        { Yaml(Laughs(40) + "    { *a40 : 1 }"), "the YAML cannot be read: " },
        { "openapi: 3.1.0\npaths: ]\n", "the YAML cannot be read: (Lin: 1" },
        { Yaml("a: \"\\uD800\""), "the YAML cannot be read: " },
        { Yaml("a: *absent"), "the YAML cannot be read: The text has no anchor for the alias '*absent' (line 4)." },
        { Yaml("a: { <<: { b: 1 } }"), "Only YAML 1.1 supports the key '<<'." },
        { Yaml("a: { [ b ]: 1 }"), "The text has a key that is not a string (line 4)." },
        { Yaml("a: 1\n---\nopenapi: 3.1.0"), "The text has 2 documents instead of one." },
        { Post("""{"$ref":"#/components/requestBodies/A"}""", """
            "requestBodies":{"A":{"$ref":"#/components/requestBodies/B"},"B":{"$ref":"#/components/requestBodies/A"}}
            """), Chain },
        { Post("""{"$ref":"#/components/requestBodies/r0"}""", Links(40)), Chain },
        { """{"openapi":"3.1.0","paths":{"/\ud800":{"post":{}}}}""", "the OpenAPI document cannot be read: " },
        { Post(Body("""{"type":"object","properties":{"\ud800":{}}}"""), ""), "the OpenAPI document cannot be read: " },
        { Post($$"""{"$ref":"#/components/requestBodies/{{Long}}"}""", Wide), "have more than 16000000 characters in total." },
        { Post("""{"$ref":"page.txt#/components/requestBodies/A"}""", """
            "requestBodies":{"A":{"$ref":"page.txt#/components/requestBodies/A"}}
            """), Chain },
    };

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task A_document_that_would_take_forever_is_refused_soon(string document, string message) =>
        Assert.Contains(message, await RefusedAsync(document), StringComparison.Ordinal);

    [Fact]
    public async Task Nested_parts_that_are_all_referenced_are_refused_because_of_their_size()
    {
        const int Depth = 50;
        var inner = $"\"{new string('x', 500_000)}\"";
        for (var level = 0; level < Depth; level++)
        {
            inner = $$"""{"a":{{inner}}}""";
        }

        var references = Enumerable.Range(1, Depth).Select(level =>
            $$"""{"$ref":"#/x{{string.Concat(Enumerable.Repeat("/a", level))}}"}""");

        var document = Post(Body($$"""{"allOf":[{{string.Join(',', references)}}]}"""), "")[..^1] + $",\"x\":{inner}}}";
        Assert.Contains(
            "has more than 16000000 characters, including its references.", await RefusedAsync(document), StringComparison.Ordinal);
    }

    [Fact]
    public void Many_parts_of_one_name_are_numbered()
    {
        // This test would take an hour if the search for a free name started again at 1 for each part.
        const int Parts = 40_000;
        var references = Enumerable.Range(1, Parts).Select(part => $$"""{"$ref":"#/x/{{part}}/a"}""");
        var targets = Enumerable.Range(1, Parts).Select(part => $$"""{{'"'}}{{part}}":{"a":{} }""");
        var files = new DocumentFiles(
            "page", $$"""{"s":{"anyOf":[{{string.Join(',', references)}}]},"x":{ {{string.Join(',', targets)}} } }""", path: null);

        var bundled = new ComponentBundle(files).Bundle(files.Root.Below("s")).Text;

        Assert.StartsWith(
            """{"anyOf":[{"$ref":"#/definitions/a"},{"$ref":"#/definitions/a_"},{"$ref":"#/definitions/a_3"},""",
            bundled,
            StringComparison.Ordinal);
        Assert.Contains("\"a_40000\":{}", bundled, StringComparison.Ordinal);
    }

    private static string Links(int number) => "\"requestBodies\":{" + string.Join(',', Enumerable.Range(0, number).Select(link =>
        $$"""{{'"'}}r{{link}}":{"$ref":"#/components/requestBodies/r{{link + 1}}"}""")) + "}";

    private static string Yaml(string rest) => $"openapi: 3.1.0\npaths: {{}}\nx:\n  {rest}\n";

    // The "billion laughs" attack: each anchor doubles the one before.
    private static string Laughs(int lines) => "a0: &a0 [ ha, ha ]\n" + string.Concat(Enumerable.Range(1, lines).Select(line =>
        string.Create(CultureInfo.InvariantCulture, $"  a{line}: &a{line} [ *a{line - 1}, *a{line - 1} ]\n"))) + "  b:\n";

    private static string Body(string schema) => """{"content":{"application/json":{"schema":""" + schema + "}}}";

    private static string Post(string body, string components) =>
        """{"openapi":"3.1.0","paths":{"/acme/kite":{"post":{"requestBody":""" + body + "}}},\"components\":{" + components + "}}";
}

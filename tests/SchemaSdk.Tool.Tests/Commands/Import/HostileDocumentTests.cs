using System.Globalization;

namespace SchemaSdk.Tool.Tests.Commands.Import;

/// <summary>OpenAPI documents that are built against their reader: they end soon, with a line that says why.</summary>
public sealed class HostileDocumentTests : ImportTest
{
    /// <summary>Documents, each with what is told of it.</summary>
    public static TheoryData<string, string> Documents => new()
    {
        { Yaml("a: " + new string('[', 100_000)), "The maximum nesting depth of 64 has been exceeded." },
        { Yaml(Laughs(40)), "It has more than 250000 values, those of its aliases included (line" },
        { Yaml("b:\n    - &long " + new string('x', 1_000_000) + "\n"
            + string.Concat(Enumerable.Repeat("    - *long\n", 20))), "It has more than 16000000 characters, those of its" },
        { Yaml("a: &a\n    b: *a"), "It nests deeper than 64 levels (line" },
        { Yaml(Laughs(40) + "    { *a40 : 1 }"), "It has a key that is no text (line" },
        { "openapi: 3.1.0\npaths: ]\n", "the YAML cannot be read: (Lin: 1" },
        { Yaml("a: \"\\uD800\""), "the YAML cannot be read: " },
        { Yaml("a: *nobody"), "the YAML cannot be read: It has no anchor for the alias '*nobody' (line 4)." },
        { Yaml("a: { <<: { b: 1 } }"), "It has the key '<<', by which YAML 1.1 took over members." },
        { Yaml("a: { [ b ]: 1 }"), "It has a key that is no text (line 4)." },
        { Yaml("a: 1\n---\nopenapi: 3.1.0"), "It has 2 documents, and one is read." },
    };

    [Theory]
    [MemberData(nameof(Documents))]
    public async Task A_document_that_is_endless_work_ends_soon(string document, string told) =>
        Assert.Contains(told, await RefusedAsync(document), StringComparison.Ordinal);

    private static string Yaml(string rest) => $"openapi: 3.1.0\npaths: {{}}\nx:\n  {rest}\n";

    // Each of them is two of the one before: the last is a list of more texts than a machine can hold.
    private static string Laughs(int lines) => "a0: &a0 [ ha, ha ]\n" + string.Concat(Enumerable.Range(1, lines).Select(line =>
        string.Create(CultureInfo.InvariantCulture, $"  a{line}: &a{line} [ *a{line - 1}, *a{line - 1} ]\n"))) + "  b:\n";
}

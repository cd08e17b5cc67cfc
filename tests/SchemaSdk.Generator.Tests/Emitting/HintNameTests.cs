using SchemaSdk.Generator.Emitting;

namespace SchemaSdk.Generator.Tests;

/// <summary>Tests the names of generated files.</summary>
public class HintNameTests
{
    private static readonly HintNames Names = new();

    [Fact]
    public void An_id_of_more_than_100_characters_is_truncated_and_hashed()
    {
        Assert.Equal(new string('a', 100) + ".g.cs", Names.Of(new string('a', 100)));
        Assert.Matches("^model-a{100}-[0-9a-f]{32}[.]g[.]cs$", Names.Of(new string('a', 101)));
        Assert.NotEqual(Names.Of(new string('a', 101)), Names.Of(new string('a', 102)));
    }

    [Theory]
    [InlineData("kling/kling-3.0/pro/text-to-video", "kling_kling-3.0_pro_text-to-video.g.cs")]
    [InlineData("a_b", "model-a-b-648fa9b31bc7ff7eb914e7a7180f07e0.g.cs")]
    [InlineData("A/b", "model-a_b-3646f792d48811a310b807f46780c3fb.g.cs")]
    public void A_file_keeps_its_name_in_later_versions(string id, string hintName) => Assert.Equal(hintName, Names.Of(id));

    [Fact]
    public void File_names_are_short_and_differ_even_if_case_is_ignored()
    {
        string[] ids =
        [
            "a/b", "a_b", "A/b", "a/B", "a-b", "a.b", "a b", "_client", "client", "ａ/b", "日本/b", "中国/b", "a/b/c", "a/b_c",
            new string('x', 100), new string('x', 101), new string('x', 102), new string('x', 5000), "model-a_b", "..a", "-a", "a",
            "acme/Kite", "model-acme/kite-88b5ea210e35ecda97d16d1a383d50c2", "a{", "a`", "a:", "a[", "a@",
            "a.schema", "a.schema.schema", "A.SCHEMA", new string('x', 93) + ".schema",
        ];

        string[] names =
        [
            .. new[] { Names, new HintNames("Acme.Fal.FalClient"), new HintNames("acme.Fal.FalClient") }
                .SelectMany(client => ids.Select(client.Of).Concat(ids.Select(client.OfSchemas)).Append(client.Client)),
        ];

        Assert.Equal(names.Length, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(names, name => Assert.Matches("^[a-z0-9_.-]{1,153}\\.g\\.cs$", name));
    }

    [Fact]
    public void Models_whose_ids_differ_only_in_case_compile_together()
    {
        const string Schema = """{ "type": "object", "properties": { "a": { "type": "string" } } }""";

        var run = GeneratorRun.Over(
            [SchemaText.Output("", Schema), .. new[] { "4k", "4K", "x/Y", "x/y" }.Select(id => SchemaText.Input(id, Schema))]);

        Assert.Empty(Compiler.Complaints(run, LanguageVersion.CSharp12));
        Assert.Equal(9, run.Sources.Keys.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }
}

using Microsoft.CodeAnalysis.CSharp;
using SchemaSdk.Generator.Emitting;
using SchemaSdk.Generator.Tests.Harness;
using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Naming;

namespace SchemaSdk.Generator.Tests;

/// <summary>Awkward wire names, word by word.</summary>
public class NameTests
{
    [Theory]
    [InlineData("negative_prompt", "NegativePrompt")]
    [InlineData("promptText", "PromptText")]
    [InlineData("kling-3.0", "Kling3_0")]
    [InlineData("wan-2-6", "Wan2_6")]
    [InlineData("16:9", "_16_9")]
    [InlineData("62_image", "_62Image")]
    [InlineData("4k", "_4k")]
    [InlineData("4K", "_4K")]
    [InlineData("text-to-video", "TextToVideo")]
    [InlineData("1.5", "_1_5")]
    [InlineData("v1.5-beta", "V1_5Beta")]
    [InlineData("__x__y__", "XY")]
    [InlineData("with space", "WithSpace")]
    [InlineData("class", "Class")]
    [InlineData("HTTPServer", "HTTPServer")]
    [InlineData("$ref", "Ref")]
    [InlineData("@type", "Type")]
    [InlineData("プロンプト", "プロンプト")]
    [InlineData("größe", "Größe")]
    [InlineData("ünder", "Ünder")]
    [InlineData("a\u200bb", "AB")]
    [InlineData("😀smile", "Smile")]
    [InlineData("", "")]
    [InlineData("---", "")]
    public void A_wire_name_cleans_to(string wireName, string name) => Assert.Equal(name, Identifiers.Clean(wireName));

    [Theory]
    [InlineData("C#", "C_Hash")]
    [InlineData("c", "C_Lower")]
    [InlineData("cardigan", "Cardigan_Lower")]
    [InlineData("Cardigan", "Cardigan")]
    [InlineData("", "_Empty")]
    [InlineData("16:9", "_16_Colon_9")]
    [InlineData("#", "_Hash")]
    [InlineData("a_b", "A_Lower_Underscore_B_Lower")]
    [InlineData("😀", "_UD83D_UDE00")]
    public void A_name_that_clashes_is_spelled_out(string wireName, string name) => Assert.Equal(name, Identifiers.SpellOut(wireName));

    [Theory]
    [InlineData(new[] { "C", "C#", "C++" }, new[] { "C", "C_Hash", "C_Plus_Plus" })]
    [InlineData(new[] { "cardigan", "Cardigan" }, new[] { "Cardigan_Lower", "Cardigan" })]
    [InlineData(new[] { "", "empty", "none" }, new[] { "_Empty", "Empty", "None" })]
    [InlineData(new[] { "1.5", "1:5", "15" }, new[] { "_1_Dot_5", "_1_Colon_5", "_15" })]
    [InlineData(new[] { "cardigan", "Cardigan", "cardigan_lower" }, new[] { "Cardigan_Lower", "Cardigan", "CardiganLower" })]
    [InlineData(new[] { "equals", "Equals" }, new[] { "Equals_Lower", "Equals_" })]
    public void Siblings_are_named(string[] wireNames, string[] names)
    {
        var assigned = NameScope.Assign(wireNames, ReservedNames.OfRecord);

        Assert.Equal(names, wireNames.Select(wireName => assigned[wireName]));
    }

    [Theory]
    [InlineData("get_hash_code", "GetHashCode_")]
    [InlineData("additional_properties", "AdditionalProperties_")]
    [InlineData("clone", "Clone_")]
    [InlineData("prompt", "Prompt")]
    public void A_property_steps_aside_for_members_of_records(string wireName, string name) =>
        Assert.Equal(name, NameScope.Assign([wireName], ReservedNames.OfRecord)[wireName]);

    [Theory]
    [InlineData("System", "System_", "System")]
    [InlineData("microsoft", "Microsoft_", "Microsoft")]
    [InlineData("models", "Models_", "Models")]
    [InlineData("test-client", "TestClient_", "TestClient")]
    [InlineData("run-async", "RunAsync_", "RunAsync")]
    [InlineData("acme", "Acme", "Acme")]
    public void A_first_segment_steps_aside_as_a_property_and_not_as_a_type(string segment, string property, string type)
    {
        var path = ModelTree.Build([new(segment, "file", null)], "TestClient").Paths[0];

        Assert.Equal(property, path.Names[0]);
        Assert.Equal($"Models.{type}Model", path.ClassAt(1));
    }

    [Theory]
    [InlineData("sync/lipsync/a", "Models.Sync.Lipsync.AModel")]
    [InlineData("sync/sync/lipsync", "Models.Sync.Sync.LipsyncModel")]
    [InlineData("a/text-model/b", "Models.A.TextModel_.BModel")]
    [InlineData("a/input/b", "Models.A.Input_.BModel")]
    [InlineData("a/some-output/b", "Models.A.SomeOutput_.BModel")]
    [InlineData("a/c/b", "Models.A.C.BModel")]
    public void No_namespace_has_the_name_of_a_type(string id, string type) =>
        Assert.Equal(
            type, ModelTree.Build([new(id, "file", null)], "TestClient").Paths[0] is var path ? path.ClassAt(path.Names.Count) : "");

    [Theory]
    [InlineData("kling/kling-3.0/pro/text-to-video", "kling_kling-3.0_pro_text-to-video.g.cs")]
    [InlineData("a/b", "a_b.g.cs")]
    [InlineData("a_b", "model-a-b-e6c4a31904f4ad51.g.cs")]
    [InlineData("A/b", "model-a_b-fa76e319a0b04741.g.cs")]
    public void A_file_is_named_after_its_model(string id, string hintName) => Assert.Equal(hintName, HintNames.Of(id));

    [Fact]
    public void File_names_are_distinct_even_where_case_does_not_count_and_short()
    {
        string[] ids =
        [
            "a/b", "a_b", "A/b", "a/B", "a-b", "a.b", "a b", "_client", "client", "ａ/b", "日本/b", "中国/b", "a/b/c", "a/b_c",
            new string('x', 100), new string('x', 101), new string('x', 102), new string('x', 5000), "model-a_b", "..a", "-a", "a",
            "a.schema", "a.schema.schema", "A.SCHEMA", new string('x', 93) + ".schema",
        ];

        string[] names = [.. ids.Select(HintNames.Of), .. ids.Select(HintNames.OfSchemas), HintNames.Client];

        Assert.Equal(names.Length, names.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(names, name => Assert.Matches("^[a-z0-9_.-]{1,137}\\.g\\.cs$", name));
    }

    [Fact]
    public void Models_that_differ_in_case_alone_live_together()
    {
        const string schema = """{ "type": "object", "properties": { "a": { "type": "string" } } }""";

        var run = GeneratorRun.Over(
            [SchemaText.Output("", schema), .. new[] { "4k", "4K", "x/Y", "x/y" }.Select(id => SchemaText.Input(id, schema))]);

        Assert.Empty(Compiler.Complaints(run, LanguageVersion.CSharp12));
        Assert.Equal(9, run.Sources.Keys.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }
}

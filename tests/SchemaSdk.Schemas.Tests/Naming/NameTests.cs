using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Naming;

namespace SchemaSdk.Schemas.Tests.Naming;

/// <summary>Tests the C# names for awkward names in JSON and in model ids.</summary>
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
    [InlineData("v2 3d", "V2_3d")]
    [InlineData("a1b2", "A1b2")]
    [InlineData("a 1", "A1")]
    public void A_name_in_JSON_becomes_the_identifier(string wireName, string name) => Assert.Equal(name, Identifiers.Clean(wireName));

    [Theory]
    [InlineData(new[] { "C", "C#", "C++" }, new[] { "C", "C_Hash", "C_Plus_Plus" })]
    [InlineData(new[] { "cardigan", "Cardigan" }, new[] { "Cardigan_Lower", "Cardigan" })]
    [InlineData(new[] { "", "empty", "none" }, new[] { "_Empty", "Empty", "None" })]
    [InlineData(new[] { "1.5", "1:5", "15" }, new[] { "_1_Dot_5", "_1_Colon_5", "_15" })]
    [InlineData(new[] { "cardigan", "Cardigan", "cardigan_lower" }, new[] { "Cardigan_Lower", "Cardigan", "CardiganLower" })]
    [InlineData(new[] { "equals", "Equals" }, new[] { "Equals_Lower", "Equals_" })]
    public void Siblings_have_distinct_names(string[] wireNames, string[] names)
    {
        var assigned = NameScope.Assign(wireNames, ReservedNames.OfRecord);

        Assert.Equal(names, wireNames.Select(wireName => assigned[wireName]));
    }

    [Theory]
    [InlineData("get_hash_code", "GetHashCode_")]
    [InlineData("additional_properties", "AdditionalProperties_")]
    [InlineData("clone", "Clone_")]
    [InlineData("prompt", "Prompt")]
    public void A_property_gets_another_name_than_members_of_records(string wireName, string name) =>
        Assert.Equal(name, NameScope.Assign([wireName], ReservedNames.OfRecord)[wireName]);

    [Theory]
    [InlineData("System", "System_", "System")]
    [InlineData("microsoft", "Microsoft_", "Microsoft")]
    [InlineData("models", "Models_", "Models")]
    [InlineData("test-client", "TestClient_", "TestClient")]
    [InlineData("run-async", "RunAsync_", "RunAsync")]
    [InlineData("acme", "Acme", "Acme")]
    public void A_reserved_first_segment_is_renamed_as_a_property_but_not_as_a_type(string segment, string property, string type)
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
    public void A_namespace_never_has_the_name_of_a_type(string id, string type) =>
        Assert.Equal(
            type, ModelTree.Build([new(id, "file", null)], "TestClient").Paths[0] is var path ? path.ClassAt(path.Names.Count) : "");
}

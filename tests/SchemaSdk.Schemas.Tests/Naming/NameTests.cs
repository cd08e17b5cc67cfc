using SchemaSdk.Schemas.Model;
using SchemaSdk.Schemas.Naming;
using SchemaSdk.Schemas.Types;

namespace SchemaSdk.Schemas.Tests.Naming;

/// <summary>Tests the C# names for awkward names in JSON and in model ids.</summary>
public class NameTests
{
    [Theory]
    [InlineData("kling-3.0", "Kling3_0")]
    [InlineData("wan-2-6", "Wan2_6")]
    [InlineData("16:9", "_16_9")]
    [InlineData("62_image", "_62Image")]
    [InlineData("4k", "_4k")]
    [InlineData("__x__y__", "XY")]
    [InlineData("@type", "Type")]
    [InlineData("a\u200bb", "AB")]
    [InlineData("---", "")]
    [InlineData("v2 3d", "V2_3d")]
    public void A_name_in_JSON_becomes_the_identifier(string wireName, string name) => Assert.Equal(name, Identifiers.Clean(wireName));

    [Theory]
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
    [InlineData("System", "System_", "System")]
    [InlineData("microsoft", "Microsoft_", "Microsoft")]
    [InlineData("run-async", "RunAsync_", "RunAsync")]
    public void A_reserved_first_segment_is_renamed_as_a_property_but_not_as_a_type(string segment, string property, string type)
    {
        var path = ModelTree.Build([new(segment, "file", null)], "TestClient").Paths[0];

        Assert.Equal(property, path.Names[0]);
        Assert.Equal($"Models.{type}Model", path.ClassAt(1));
    }

    [Theory]
    [InlineData("a/text-model/b", "Models.A.TextModel_.BModel")]
    [InlineData("a/input/b", "Models.A.Input_.BModel")]
    [InlineData("a/some-output/b", "Models.A.SomeOutput_.BModel")]
    [InlineData("a/some-output-item/b", "Models.A.SomeOutputItem_.BModel")]
    [InlineData("a/input-item-item/b", "Models.A.InputItemItem_.BModel")]
    public void A_namespace_never_has_the_name_of_a_type(string id, string type) =>
        Assert.Equal(
            type, ModelTree.Build([new(id, "file", null)], "TestClient").Paths[0] is var path ? path.ClassAt(path.Names.Count) : "");

    [Theory]
    [InlineData("ToString_", "", "ToStringBranch")]
    [InlineData("Text", "TextBranch", "TextBranch_")]
    [InlineData("Text", "TextBranch TextBranch_", "TextBranch__")]
    public void A_branch_type_has_a_different_name_from_outer_types(string branch, string around, string expected) =>
        Assert.Equal(expected, TypeNames.OfBranch(branch, around.Split(' ')));
}

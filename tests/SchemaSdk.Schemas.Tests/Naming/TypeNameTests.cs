using SchemaSdk.Schemas.Types;

namespace SchemaSdk.Schemas.Tests.Naming;

/// <summary>The names of the types of properties, items and branches.</summary>
public class TypeNameTests
{
    [Theory]
    [InlineData("Size", "Size Other", "SizeValue")]
    [InlineData("Size", "Size SizeValue", "Size_Value")]
    [InlineData("Size", "Size SizeItem", "Size_Value")]
    [InlineData("Size", "Size SizeValue Size_Item", "Size__Value")]
    [InlineData("Equals_", "Equals_", "EqualsValue")]
    [InlineData("Equals_", "Equals_ Equals", "Equals_Value")]
    [InlineData("Equals", "Equals_ Equals", "EqualsValue")]
    public void The_type_of_a_property_has_another_name_than_its_siblings(string property, string taken, string expected) =>
        Assert.Equal(expected, TypeNames.OfProperty(property, taken.Split(' ')));

    [Theory]
    [InlineData("SegmentsValue", "SegmentsItem")]
    [InlineData("Segments_Value", "Segments_Item")]
    [InlineData("TextBranch", "TextBranchItem")]
    [InlineData("SegmentsItem", "SegmentsItemItem")]
    [InlineData("", "Item")]
    public void An_item_type_is_named_after_its_list(string typeName, string expected) =>
        Assert.Equal(expected, TypeNames.OfItem(typeName));

    [Theory]
    [InlineData("Text", "", "TextBranch")]
    [InlineData("ToString_", "", "ToStringBranch")]
    [InlineData("Text", "AValue", "TextBranch")]
    [InlineData("Text", "TextBranch", "TextBranch_")]
    [InlineData("Text", "TextBranch TextBranch_", "TextBranch__")]
    public void A_branch_type_has_another_name_than_outer_types(string branch, string around, string expected) =>
        Assert.Equal(expected, TypeNames.OfBranch(branch, around.Split(' ')));
}

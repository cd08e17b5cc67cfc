using SchemaSdk.Schemas.Json;
using SchemaSdk.Schemas.Types;

namespace SchemaSdk.Schemas.Tests.Types;

/// <summary>Tests how the names of a union's branches are made longer until they differ, and how unusual strings become names.</summary>
public class BranchFormTests
{
    [Theory]
    [InlineData(
        """{"anyOf":[{"properties":{"t":{"const":"x"},"a":{"type":"string"}}},"""
            + """{"properties":{"t":{"const":"x"},"a":{"type":"integer"}}}]}""",
        "XWithAAsText XWithAAsInteger")]
    [InlineData(
        """{"anyOf":[{"properties":{"t":{"const":"x"},"u":{}},"required":["t"]},{"properties":{"t":{"const":"x"}},"required":["t"]}]}""",
        "XWithU X")]
    [InlineData(
        """{"anyOf":[{"properties":{"b":{"type":"string"},"a":{"type":"string"}}},"""
            + """{"properties":{"b":{"type":"integer"},"a":{"type":"integer"}}}]}""",
        "WithAAsText WithAAsInteger")]
    [InlineData("""{"anyOf":[{"properties":{"a":{},"c":{},"d":{}}},{"properties":{"a":{},"f":{},"e":{}}}]}""", "WithC WithE")]
    public void Object_branches_are_named_after_constants_required_names_and_types(string schema, string expected) =>
        Assert.Equal(expected, Names(schema));

    [Theory]
    [InlineData("""{"anyOf":[{"enum":["b","a",1]},{"enum":["c",2]}]}""", "ChoiceAOrBOr_1 ChoiceCOr_2")]
    [InlineData("""{"anyOf":[{"enum":["e","d","c","b","a",1]},{"enum":["z",2]}]}""", "ChoiceAOrBOrCOrD ChoiceZOr_2")]
    public void Enum_branches_are_named_after_the_kind_of_their_values_and_then_the_values(string schema, string expected) =>
        Assert.Equal(expected, Names(schema));

    [Theory]
    [InlineData(
        """{"anyOf":[{"type":"object","additionalProperties":{"type":"array","items":{"type":"string"}}},"""
            + """{"type":"object","additionalProperties":{"type":"string"}},{"type":"object"}]}""",
        "TextListMap TextMap Map")]
    [InlineData(
        """{"anyOf":[{"type":"object","required":["a"]},{"type":"object","required":["b"]},{"type":"string"}]}""",
        "MapWithA MapWithB Text")]
    [InlineData(
        """{"anyOf":[{"type":"object","required":["a"],"additionalProperties":{"type":"string"}},"""
            + """{"type":"object","required":["b"],"additionalProperties":{"type":"integer"}}]}""",
        "TextMapWithA IntegerMapWithB")]
    public void Map_branches_are_named_after_their_values_and_required_names(string schema, string expected) =>
        Assert.Equal(expected, Names(schema));

    [Theory]
    [InlineData("""{"anyOf":[{"properties":{"a":{}}},{"properties":{"a":{},"":{}}}]}""", "Object With_Empty")]
    [InlineData("""{"anyOf":[{"properties":{"t":{"const":"-"}}},{"properties":{"t":{"const":"1"}}}]}""", "_Dash _1")]
    public void Texts_without_letters_are_spelled_out(string schema, string expected) => Assert.Equal(expected, Names(schema));

    // Each hash is that of "a":A,"b":B. A and B are the hashes of the members' schemas, such as {"enum":["x","y"],}.
    [Fact]
    public void A_branch_without_a_distinctive_name_has_a_hash_of_the_differing_members() => Assert.Equal(
        "Object_06b6f6af Object_8270582f",
        Names(
            """{"anyOf":[{"properties":{"c":{},"b":{"enum":["p","q"]},"a":{"enum":["x","y"]}}},"""
            + """{"properties":{"a":{"enum":["z","w"]},"b":{"enum":["r","s"]},"c":{}}}]}"""));

    [Fact]
    public void Branch_names_that_all_clash_are_numbered()
    {
        var schema = new JsonObject();
        var name = new BranchName(new SchemaNode(schema, "", schema), ["A", "AB"]);
        Assert.Equal(("A", 0, false), (name.Text, name.Level, name.IsAtEnd));

        name.Lengthen();
        Assert.Equal(("AB", 1, false), (name.Text, name.Level, name.IsAtEnd));

        name.Lengthen();
        Assert.Equal(("AB_2", 2, true), (name.Text, name.Level, name.IsAtEnd));

        name.Lengthen();
        Assert.Equal(("AB_3", 3, true), (name.Text, name.Level, name.IsAtEnd));
    }

    [Fact]
    public void Naming_takes_memory_in_proportion_to_the_number_of_branches() =>
        Assert.InRange(AllocatedForNames(branches: 64), 0, 3 * AllocatedForNames(branches: 32));

    /// <summary>
    /// Returns the number of bytes that are allocated to name the branches. Each branch has 50 members, all of the same type, which has
    /// 1,000 properties.
    /// </summary>
    private static long AllocatedForNames(int branches)
    {
        var all = Enumerable.Range(0, branches).Select(branch => "{\"properties\":{"
            + string.Join(',', Enumerable.Range(0, 50).Select(member => $"\"p{branch}_{member}\":{{\"$ref\":\"#/$defs/Wide\"}}")) + "}}");
        var wide = string.Join(',', Enumerable.Range(0, 1_000).Select(member => $"\"q{member}\":{{}}"));
        var root = (JsonObject)JsonParser.Read(
            $$$"""{"anyOf":[{{{string.Join(',', all)}}}],"$defs":{"Wide":{"properties":{ {{{wide}}} } } } }""");
        var node = new SchemaNode(root, "", root);
        var before = GC.GetAllocatedBytesForCurrentThread();

        new BranchNames(node, "Value", new Dictionary<string, string>()).Of(node.Branches);

        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static string Names(string schema) => string.Join(" ", ShapeWords.Marks(schema).Split("; ").Select(mark => mark.Split(':')[0]));
}

namespace SchemaSdk.Schemas.Tests.Types;

/// <summary>Tests that branches of a union which have the same C# type become one branch.</summary>
public class FoldedBranchTests
{
    public static TheoryData<string, string> Alike => new()
    {
        {
            """{"title":"Foo","type":"object","properties":{"a":{"type":"string","description":"One."}}}""",
            """{"type":"object","properties":{"a":{"description":"Another.","type":"string"}},"title":"Bar","x-order":["a"]}"""
        },
        {
            """{"title":"画像","properties":{"a":{"title":"名"}}}""",
            """{"title":"Картина","properties":{"a":{"title":"Имя"}}}"""
        },
        { """{"title":"Foo"}""", """{"title":"Bar","description":"Anything."}""" },
        {
            """{"required":["a","b"],"properties":{"a":{"enum":[1,2]},"b":{}}}""",
            """{"properties":{"b":{},"a":{"enum":[2,1]}},"required":["b","a"]}"""
        },
        {
            """{"type":"object","additionalProperties":{"type":"string","title":"A"}}""",
            """{"type":"object","additionalProperties":{"type":"string","title":"B"}}"""
        },
    };

    [Theory]
    [MemberData(nameof(Alike))]
    public void Two_branches_that_differ_only_in_documentation_are_one_branch(string one, string other)
    {
        foreach (var keyword in new[] { "anyOf", "oneOf" })
        {
            Assert.Equal(Union(one), Union($"{one},{other}"));
            Assert.Equal(Union(one), Union($"{other},{one}"));
            Assert.Equal(Union($$"""{{one}},{"type":"boolean"}"""), Union($$"""{{other}},{"type":"boolean"},{{one}}"""));

            string Union(string branches) => ShapeWords.Sorted(ShapeWords.OfMember($$"""{"{{keyword}}":[{{branches}}]}"""));
        }
    }

    [Theory]
    [InlineData(
        """{"anyOf":[{"enum":["x"]},{"enum":["y"]},{"type":"integer"}]}""",
        "A: AValue<Choice: ChoiceBranch:Text(x=X, y=Y) | Integer: Int64>")]
    [InlineData(
        """{"anyOf":[{"type":"integer","minimum":0,"maximum":9},{"type":"integer"},{"type":"string"}]}""",
        "A: AValue<Integer: Int64 | Text: String>")]
    [InlineData(
        """{"anyOf":[{"properties":{"b":{"type":"string","maxLength":3}}},{"properties":{"b":{"type":"string"}}},{"type":"string"}]}""",
        "A: AValue<Object: ObjectBranch{B: String} | Text: String>")]
    [InlineData(
        """{"anyOf":[{"properties":{"b":{}},"required":["b","c"]},{"properties":{"b":{}},"required":["c","b"]},{"type":"string"}]}""",
        "A: AValue<WithBAndC: WithBAndCBranch{B!: Json} | Text: String>")]
    [InlineData(
        """{"anyOf":[{"const":1},{"const":2},{"const":"auto"}]}""",
        "A: AValue<NumberChoice: NumberChoiceBranch:Integer(1=_1, 2=_2) | TextChoice: TextChoiceBranch:Text(auto=Auto)>")]
    [InlineData("""{"anyOf":[{"const":true},{"const":false},{"type":"string"}]}""", "A: AValue<Boolean: Boolean | Text: String>")]
    public void Branches_that_look_alike_in_CSharp_are_one_branch(string schema, string expected) =>
        Assert.Equal(expected, ShapeWords.OfMember(schema));

    [Theory]
    [InlineData(
        """{"anyOf":[{"type":"array","items":[{"type":"string"}]},{"type":"array"},{"type":"string"}]}""",
        "A: AValue<List_7252ff2a: [Json] | List_c989f209: [Json] | Text: String>")]
    [InlineData(
        """{"anyOf":[{"type":"object","patternProperties":{"x":{"type":"string"}}},{"type":"object"},{"type":"string"}]}""",
        "A: AValue<Map_8694f067: {*: Json} | Map_4a11344d: {*: Json} | Text: String>")]
    [InlineData(
        """{"anyOf":[{"enum":["x","y"]},{"enum":["x",1]},{"type":"array"}]}""",
        "A: AValue<TextChoice: TextChoiceBranch:Text(x=X, y=Y) | AnyChoice: Json | List: [Json]>")]
    [InlineData(
        """{"anyOf":[{"enum":["b",2]},{"enum":["a",1]},{"type":"array"}]}""",
        "A: AValue<ChoiceBOr_2: Json | ChoiceAOr_1: Json | List: [Json]>")]
    public void Branches_that_differ_in_CSharp_stay_separate(string schema, string expected) =>
        Assert.Equal(expected, ShapeWords.OfMember(schema));
}

using SchemaSdk.Generator.Emitting;
using SchemaSdk.Generator.Tests.Suite;

namespace SchemaSdk.Generator.Tests;

/// <summary>The text of the checks: short, and one method for what is the same.</summary>
public class RuleEmitterTests
{
    [Theory]
    [InlineData("""{"type":"string"}""", "v.String();")]
    [InlineData("""{"type":["string","null"]}""", "v.StringOrNull();")]
    [InlineData("""{"type":"string","enum":["a","b"]}""", "v.String(wire.Input);")]
    [InlineData("""{"anyOf":[{"type":"string","enum":["a"]},{"type":"null"}]}""", "v.StringOrNull(wire.Input);")]
    [InlineData("""{"type":"string","minLength":1,"maxLength":9}""", "v.String(1, 9);")]
    [InlineData("""{"type":"string","pattern":"^a"}""", "v.String(); v.Pattern(wire.Pattern);")]
    [InlineData("""{"type":"integer","minimum":3,"maximum":15}""", "v.Integer(3, 15);")]
    [InlineData("""{"type":"integer","minimum":0.0}""", "v.Integer(0);")]
    [InlineData("""{"type":"integer","maximum":5}""", "v.Integer(); v.Maximum(5);")]
    [InlineData("""{"type":"integer","minimum":0,"maximum":9223372036854775807}""", "v.Integer(0); v.Maximum(9223372036854775807);")]
    [InlineData("""{"type":"integer","maximum":9223372036854775808}""", "v.Integer(); v.Maximum(\"9223372036854775808\"u8);")]
    [InlineData("""{"type":["number","null"],"minimum":0,"maximum":0.5}""", "v.NumberOrNull(0, 0.5);")]
    [InlineData("""{"type":"number","exclusiveMinimum":0,"multipleOf":0.1}""", "v.Number(); v.ExclusiveMinimum(0); v.MultipleOf(0.1);")]
    [InlineData("""{"type":"integer","enum":[5,10]}""", "v.Enum(\"[5,10]\"u8);")]
    [InlineData("""{"const":"a"}""", "v.Const(\"[\\\"a\\\"]\"u8);")]
    [InlineData("""{"type":"boolean"}""", "v.Boolean();")]
    [InlineData("""{"type":"array"}""", "v.Type(c::JsonTypes.Array);")]
    [InlineData("""{"type":"array","minItems":1}""", "v.Type(c::JsonTypes.Array); v.Count(1);")]
    [InlineData(
        """{"type":"array","items":{"type":"string"},"maxItems":3}""", "for (var a = v.Array(0, 3); a.Next(ref v);) { v.String(); }")]
    [InlineData("""{"type":"array","items":{"type":"string"},"minItems":2}""", "for (var a = v.Array(2); a.Next(ref v);) { v.String(); }")]
    [InlineData("""{"type":["array","null"],"items":{"type":"string"}}""", "for (var a = v.ArrayOrNull(); a.Next(ref v);) { v.String(); }")]
    [InlineData("""{"items":{"type":"string"}}""", "for (var a = v.Items(); a.Next(ref v);) { v.String(); }")]
    [InlineData("""{"type":"object"}""", "v.Type(c::JsonTypes.Object);")]
    [InlineData(
        """{"type":"object","properties":{"a":{"type":"string"}}}""",
        "for (var o = v.Object(wire.Input); o.Next(ref v);) if (o.Member == 0) { v.String(); }")]
    [InlineData(
        """{"type":["object","null"],"additionalProperties":{"type":"string"}}""",
        "for (var o = v.ObjectOrNull(wire.Input); o.Next(ref v);) { v.String(); }")]
    [InlineData(
        """{"anyOf":[{"type":"string"},{"type":"integer","minimum":1}]}""",
        "v.Type(c::JsonTypes.String | c::JsonTypes.Integer); v.Minimum(1);")]
    [InlineData(
        """{"oneOf":[{"minimum":1},{"maximum":5}]}""",
        "for (var b = v.OneOf(2); b.Next(ref v);) if (b.Branch == 0) { v.Minimum(1); } else { v.Maximum(5); }")]
    [InlineData("""{"not":{"type":"string"}}""", "for (var b = v.Not(); b.Next(ref v);) { v.String(); }")]
    [InlineData("false", "v.Nothing();")]
    [InlineData("true", "")]
    [InlineData("""{"title":"Input","description":"Anything","default":1,"format":"uri"}""", "")]
    public void A_check_is_one_short_call(string schema, string expected) =>
        Assert.Equal($"protected override void Check(ref c::JsonCheck v) {{ {expected}{(expected.Length > 0 ? " " : "")}}}", Emit(schema));

    [Theory]
    [InlineData(30, "1073741824")]
    [InlineData(31, "0x80000000")]
    [InlineData(32, "0x100000000")]
    public void What_is_required_is_a_bit_each(int member, string mask) => Assert.Contains(
        $"v.Object(wire.Input, {mask})",
        Emit(
            $$"""{"type":"object","properties":{ {{string.Join(",", Enumerable.Range(0, 40).Select(i => $"\"p{i}\":{{}}"))}} }"""
            + $$""","required":["p{{member}}"]}"""),
        StringComparison.Ordinal);

    [Fact]
    public void Members_with_the_same_check_share_a_case_and_the_silent_have_none() => Assert.Equal(
        """
        protected override void Check(ref c::JsonCheck v)
        {
            for (var o = v.Object(wire.Input, 5); o.Next(ref v);) switch (o.Member)
            {
                case 0 or 2: v.String(); break;
                case 3: v.Boolean(); break;
            }
        }
        """,
        Emit(
            """{"type":"object","properties":{"a":{"type":"string"},"b":{},"c":{"type":"string"},"d":{"type":"boolean"}},"required":"""
            + """["c","a"]}"""));

    [Fact]
    public void Rules_that_are_the_same_share_a_method() => Assert.Equal(
        """
        protected override void Check(ref c::JsonCheck v)
        {
            for (var o = v.Members(wire.Input); o.Next(ref v);) switch (o.Member)
            {
                case 0: Input_A(ref v); break;
                case 1: for (var a = v.Array(); a.Next(ref v);) { Input_A(ref v); } break;
            }
        }

        static void Input_A(ref c::JsonCheck v) { for (var o = v.Object(wire.A); o.Next(ref v);) if (o.Member == 0) { v.Integer(); } }
        """,
        Emit(
            """{"properties":{"a":{"type":"object","properties":{"w":{"type":"integer"}}},"b":{"type":"array","items":"""
            + """{"type":"object","properties":{"w":{"type":"integer"}}}}}}"""));

    [Fact]
    public void A_schema_that_refers_to_itself_has_a_method_that_calls_itself() => Assert.Equal(
        "protected override void Check(ref c::JsonCheck v) { for (var o = v.Members(wire.Input); o.Next(ref v);) "
        + """
        if (o.Member == 0) { Input_Tree(ref v); } }

        static void Input_Tree(ref c::JsonCheck v)
        {

        """
        + "    for (var o = v.Object(wire.Tree); o.Next(ref v);) "
        + """
        if (o.Member == 0) { for (var a = v.Array(); a.Next(ref v);) { Input_Tree(ref v); } }
        }
        """,
        Emit(
            """{"properties":{"tree":{"$ref":"#/definitions/tree"}},"definitions":{"tree":{"type":"object","properties":{"children":"""
            + """{"type":"array","items":{"$ref":"#/definitions/tree"}}}}}}"""));

    [Fact]
    public void A_property_named_like_a_definition_has_a_method_of_its_own()
    {
        var text = Emit(
            """{"properties":{"size":{"anyOf":[{"$ref":"#/definitions/Size"},{"enum":["auto"]}]}},"definitions":{"Size":"""
            + """{"type":"object","properties":{"w":{"type":"integer"}}}}}""");

        Assert.Contains(
            "for (var b = v.AnyOf(2); b.Next(ref v);) if (b.Branch == 0) { Input_Size(ref v); } else { v.String(wire.Size_1); }",
            text,
            StringComparison.Ordinal);
    }

    [Fact]
    public void References_that_fork_at_every_step_take_a_method_for_each_step()
    {
        var steps = Enumerable.Range(0, 40)
            .Select(i =>
                $$""" "D{{i}}": {"properties":{"a":{"$ref":"#/definitions/D{{i + 1}}"},"b":{"$ref":"#/definitions/D{{i + 1}}"} } } """);

        Assert.Equal(
            41,
            Emit($$"""{"$ref":"#/definitions/D0","definitions":{ {{string.Join(",", steps)}}, "D40":{"type":"string"} } }""").Split(
                " void ").Length - 1);
    }

    private static string Emit(string schema)
    {
        var code = new CodeWriter();
        new RuleEmitter(code, new NameTables()).Emit(RuleAssembly.Rules(schema));
        return code.ToString().Trim().ReplaceLineEndings("\n");
    }
}

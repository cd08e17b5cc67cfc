namespace SchemaSdk.Tool.Tests.Diff;

/// <summary>Changes that callers notice: names that are gone, and changes that only readers of inputs see.</summary>
public sealed class DiffSurfaceTests : DiffOfOneModel
{
    public static TheoryData<string, string, string> Unions => new()
    {
        // A definition is renamed.
        { """{"anyOf":[{"$ref":"#/$defs/Circle"},{"$ref":"#/$defs/Square"}]}""", "Circle\"", "Round\"" },

        // A branch goes.
        { """{"oneOf":[{"$ref":"#/$defs/Circle"},{"$ref":"#/$defs/Square"}]}""", """,{"$ref":"#/$defs/Square"}]""", "]" },
        { """{"oneOf":[{"type":"string"},{"type":"integer"},{"type":"boolean"}]}""", """,{"type":"boolean"}""", "" },

        // An enum becomes a union.
        { """{"enum":["a","b"]}""", """{"enum":["a","b"]}""", """{"anyOf":[{"enum":["a","b"]},{"type":"integer"}]}""" },

        // An inline branch gets another name: by a required member more or less, by a constant, by a sibling with the same short name.
        { $$"""{"anyOf":[{{Circle}},{"type":"string"}]}""", """["r"]""", """["r","n"]""" },
        { $$"""{"anyOf":[{{Circle}},{"type":"string"}]}""", """["r"]""", "[]" },
        { $$"""{"anyOf":[{{Circle}},{"type":"string"}]}""", """{"type":"number"}""", """{"const":"round"}""" },
        { $$"""{"anyOf":[{{Circle}},{"type":"string"}]}""", "[{", """[{"type":"object","required":["r"],"properties":{"r":{}}},{""" },

        // Names follow a discriminator.
        {
            """
            {"oneOf":[{"type":"object","required":["k","l"],"properties":{"k":{"const":"a"},"l":{"const":"c"}}},
            {"type":"object","required":["k","l"],"properties":{"k":{"const":"b"},"l":{"const":"d"}}}],"discriminator":{"propertyName":"k"}}
            """,
            """{"propertyName":"k"}""", """{"propertyName":"l"}"""
        },
    };

    [Theory]
    [MemberData(nameof(Unions))]
    public async Task A_union_that_callers_type_otherwise_is_a_major_version(string member, string part, string instead)
    {
        var old = Document(member);
        foreach (var isInput in new[] { true, false })
        {
            Assert.Equal(("major", 1), await DiffAsync(isInput, old, old.Replace(part, instead, StringComparison.Ordinal)));
        }
    }

    [Theory]
    [InlineData("""{"type":"integer","minimum":0,"maximum":9}""", """{"type":"integer","minimum":0,"maximum":9000000000}""")]
    [InlineData("""{"type":"integer"}""", """{"type":"number"}""")]
    [InlineData("""{"type":"integer"}""", """{"type":["integer","null"]}""")]
    [InlineData("""{"type":"string"}""", """{"anyOf":[{"type":"string"},{"type":"integer"}]}""")]
    public async Task What_only_those_notice_who_read_an_input_is_of_reading(string member, string instead)
    {
        var (old, @new) = (Document(member, """["m"]"""), Document(instead, """["m"]"""));

        Assert.Equal(("minor", 0), await DiffAsync(isInput: true, old, @new));
        Assert.Contains(" 1 reading, ", Tool.Output, StringComparison.Ordinal);
        Assert.Contains(
            "note input-csharp-reads: reading: acme/kite: KiteInput.M: the C# type changed from ", Tool.Output, StringComparison.Ordinal);
        Assert.Equal(("major", 1), await DiffAsync(isInput: false, old, @new));
    }

    [Fact]
    public async Task An_input_that_is_required_no_more_reads_as_one_that_may_be_null()
    {
        const string Member = """{"type":"integer"}""";

        Assert.Equal(("minor", 0), await DiffAsync(isInput: true, Document(Member, """["m"]"""), Document(Member)));
        Assert.Contains("KiteInput.M: the C# type changed from long to long?", Tool.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_beside_it_that_renames_a_model_is_a_major_version()
    {
        Tool.Write("old/acme/kite/input.json", Plain);
        Tool.Write("new/acme/kite/input.json", Plain);
        Tool.Write("new/acme/kite_/input.json", Plain);

        Assert.Equal(1, await Tool.RunAsync("diff", "old", "new"));
        Assert.Contains(
            "model-csharp-gone: breaking: acme/kite: The C# name changed from Acme.Kite to ", Tool.Output, StringComparison.Ordinal);
    }
}

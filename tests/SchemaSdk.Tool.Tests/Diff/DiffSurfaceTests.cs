namespace SchemaSdk.Tool.Tests.Diff;

/// <summary>Tests changes to the C# API: names that disappear, and changes to types that affect only callers who read inputs.</summary>
public sealed class DiffSurfaceTests : DiffOfOneModel
{
    public static TheoryData<string, string, string> Unions => new()
    {
        // A definition is renamed, so its branch is renamed too.
        { """{"anyOf":[{"$ref":"#/$defs/Circle"},{"$ref":"#/$defs/Square"}]}""", "Circle\"", "Round\"" },

        // A branch is removed.
        { """{"oneOf":[{"$ref":"#/$defs/Circle"},{"$ref":"#/$defs/Square"}]}""", """,{"$ref":"#/$defs/Square"}]""", "]" },
        { """{"oneOf":[{"type":"string"},{"type":"integer"},{"type":"boolean"}]}""", """,{"type":"boolean"}""", "" },

        // An enum becomes a union, so its type changes.
        { """{"enum":["a","b"]}""", """{"enum":["a","b"]}""", """{"anyOf":[{"enum":["a","b"]},{"type":"integer"}]}""" },

        // The name of a branch without a reference depends on its required members, its constants and its siblings.
        { $$"""{"anyOf":[{{Circle}},{"type":"string"}]}""", """["r"]""", """["r","n"]""" },
        { $$"""{"anyOf":[{{Circle}},{"type":"string"}]}""", """["r"]""", "[]" },
        { $$"""{"anyOf":[{{Circle}},{"type":"string"}]}""", """{"type":"number"}""", """{"const":"round"}""" },
        { $$"""{"anyOf":[{{Circle}},{"type":"string"}]}""", "[{", """[{"type":"object","required":["r"],"properties":{"r":{}}},{""" },

        // The discriminator changes. The branches are named after its constants, so their names change too.
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
    public async Task A_union_whose_names_change_is_a_major_version(string member, string part, string instead)
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
    public async Task A_type_that_only_readers_of_an_input_notice_is_a_reading_change(string member, string instead)
    {
        var (old, @new) = (Document(member, """["m"]"""), Document(instead, """["m"]"""));

        Assert.Equal(("minor", 0), await DiffAsync(isInput: true, old, @new));
        Assert.Contains(" 1 reading, ", Tool.Output, StringComparison.Ordinal);
        Assert.Contains(
            "note input-csharp-reads: reading: acme/kite: KiteInput.M: the C# type changed from ", Tool.Output, StringComparison.Ordinal);
        Assert.Equal(("major", 1), await DiffAsync(isInput: false, old, @new));
    }

    [Theory]
    [InlineData("9223372036854775807", "minor", 0)]
    [InlineData("9223372036854775808000", "major", 1)]
    public async Task A_union_that_cannot_be_created_from_the_same_integers_anymore_is_a_major_version(string most, string bump, int exit)
    {
        const string Union = """{"anyOf":[{"type":"integer","minimum":0,"maximum":9},{"type":"string"}]}""";
        var wider = Union.Replace("9", most, StringComparison.Ordinal);

        Assert.Equal((bump, exit), await DiffAsync(isInput: true, Document(Union), Document(wider)));
    }

    [Fact]
    public async Task An_input_that_becomes_optional_is_read_as_nullable()
    {
        const string Member = """{"type":"integer"}""";

        Assert.Equal(("minor", 0), await DiffAsync(isInput: true, Document(Member, """["m"]"""), Document(Member)));
        Assert.Contains("KiteInput.M: the C# type changed from long to long?", Tool.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"type":"integer"}""", "major", 1)]
    [InlineData("""{"enum":["a","b"]}""", "major", 1)]
    [InlineData("{}", "major", 1)]
    [InlineData("""{"type":"string"}""", "minor", 0)]
    [InlineData("""{"$ref":"#/$defs/Circle"}""", "minor", 0)]
    public async Task An_output_that_is_now_always_present_is_a_major_version_if_it_is_a_struct(string member, string bump, int exit) =>
        Assert.Equal((bump, exit), await DiffAsync(isInput: false, Document(member), Document(member, """["m"]""")));

    [Theory]
    [InlineData("""{"type":"string","format":"uri"}""", """{"type":"string"}""")]
    [InlineData("""{"type":"number"}""", """{"type":"integer"}""")]
    [InlineData("""{"type":"integer"}""", """{"type":"integer","minimum":0,"maximum":9}""")]
    public async Task An_output_of_another_type_is_a_major_version_even_if_it_converts_to_the_old_one(string member, string instead)
    {
        foreach (var (old, @new) in new[] { (member, instead), (Document(member), Document(instead)) })
        {
            Assert.Equal(("major", 1), await DiffAsync(isInput: false, old, @new));
            Assert.Contains("error output-csharp-gone: breaking: acme/kite: KiteOutput", Tool.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_new_model_that_renames_another_is_a_major_version()
    {
        Tool.Write("old/acme/kite/input.json", Plain);
        Tool.Write("new/acme/kite/input.json", Plain);
        Tool.Write("new/acme/kite_/input.json", Plain);

        await ReportsAsync(1, "model-csharp-gone: breaking: acme/kite: The C# name changed from Acme.Kite to ", "diff", "old", "new");
    }

    [Fact]
    public async Task Another_name_in_the_lock_is_a_major_version_although_no_schema_changed()
    {
        foreach (var (side, name) in new[] { ("old", "Kite"), ("new", "Dragon") })
        {
            Tool.Write($"{side}/acme/kite/input.json", Plain);
            Tool.Write(
                $"{side}.lock.json",
                $$"""{ "version": 1, "catalogs": {}, "models": {}, "names": { "acme/kite": "Acme.{{name}}" } }""");
        }

        await ReportsAsync(1, "The C# name changed from Acme.Kite to Acme.Dragon.", "diff", "old", "new");
    }

    [Fact]
    public async Task A_given_name_that_the_lock_keeps_is_the_name_without_its_patch_too()
    {
        foreach (var side in (string[])["old", "new"])
        {
            Tool.Write($"{side}/acme/kite/input.json", Plain);
            Tool.Write(
                $"{side}.lock.json", """{ "version": 1, "catalogs": {}, "models": {}, "names": { "acme/kite": "Acme.Dragon" } }""");
        }

        Tool.Write("old/acme/kite/input.patch.json", """{ "x-csharp-name": "Dragon" }""");

        await ReportsAsync(0, "\n0 breaking, 0 unknown, 0 reading, 0 feature and 1 patch changes", "diff", "old", "new");
    }

    [Fact]
    public async Task A_name_that_now_stands_for_another_member_is_a_major_version()
    {
        const string Old = """
            {"type":"object","properties":{
            "first":{"type":"string","x-csharp-name":"End"},"last":{"type":"string","x-csharp-name":"Start"}}}
            """;
        var @new = Old.Replace("End", "?", StringComparison.Ordinal).Replace("Start", "End", StringComparison.Ordinal)
            .Replace("?", "Start", StringComparison.Ordinal);
        foreach (var isInput in new[] { true, false })
        {
            Assert.Equal(("major", 1), await DiffAsync(isInput, Old, @new));
            Assert.Contains(".End: the C# property End now stands for 'last' instead of 'first'", Tool.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_constant_that_now_stands_for_another_value_is_a_major_version()
    {
        foreach (var (side, names) in new[] { ("old", """{"a b":"AB","a-b":"Other"}"""), ("new", """{"a b":"Other","a-b":"AB"}""") })
        {
            Tool.Write($"{side}/acme/kite/input.json", Document("""{"enum":["a b","a-b"]}"""));
            Tool.Write($"{side}.lock.json", $$$"""
                {"version":1,"catalogs":{},"models":{},"names":{"acme/kite":"Acme.Kite"},
                "members":{"acme/kite":{"input/MValue":{{{names}}} } } }
                """);
        }

        await ReportsAsync(1, "the C# constant AB now stands for 'a-b' instead of 'a b'", "diff", "old", "new");
    }

    [Theory]
    [InlineData("""{"type":"string"}""", """{"type":"string","x-csharp-name":"M"}""", "patch", 0)]
    [InlineData("""{"type":"string","x-csharp-name":"N"}""", """{"type":"string"}""", "major", 1)]
    [InlineData(
        """{"oneOf":[{"const":"a"},{"const":"b"}]}""", """{"oneOf":[{"const":"a","x-csharp-name":"First"},{"const":"b"}]}""", "major", 1)]
    public async Task A_given_name_is_breaking_once_if_a_name_changes_with_it(string old, string @new, string bump, int exit)
    {
        foreach (var isInput in new[] { true, false })
        {
            Assert.Equal((bump, exit), await DiffAsync(isInput, Document(old), Document(@new)));
            Assert.Contains($"\n{exit} breaking, 0 unknown, 0 reading, 0 feature and ", Tool.Output, StringComparison.Ordinal);
        }
    }
}

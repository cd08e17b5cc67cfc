namespace SchemaSdk.Tests.Json;

public class OutputReadTests
{
    private static readonly byte[] Text = "{\"prompt\":\"a\",\"image\":\"https://acme.example/a.png\",\"other\":[1]}"u8.ToArray();

    private static readonly Dictionary<string, UnionBranches> Unions = new()
    {
        ["image or video"] = new(
            new UnionBranch("Object") { Required = ["kind"], Constants = ["kind", "\"image\""] },
            new UnionBranch("Object") { Required = ["kind"], Constants = ["kind", "\"video\""] }),
        ["anything or image"] = new(new UnionBranch("Any"), new UnionBranch("Object") { Constants = ["kind", "\"image\""] }),
        ["web, file or link"] = new(
            new UnionBranch("Object") { Constants = ["type", "\"web\"", "type", "\"web_2\""] },
            new UnionBranch("Object") { Required = ["id"], Constants = ["type", "\"file\"", "type", "null"] },
            new UnionBranch("Object") { Required = ["id", "url"], Constants = ["type", "\"link\"", "type", "null"] }),
    };

    [Fact]
    public void An_endpoint_reads_an_output_like_any_JSON()
    {
        var read = new Plain().ReadWhole(Text);

        Assert.Equal(JsonOf.Input(Encoding.UTF8.GetString(Text)), read);
        Assert.Equal("other", Assert.Single(read.AdditionalProperties).Key);
    }

    [Fact]
    public void An_override_of_ReadOutput_is_called() =>
        Assert.Equal("a, and more", new Overriding().ReadWhole(Text).Prompt);

    [Fact]
    public void An_output_that_is_not_an_object_is_kept_whole() =>
        Assert.Equal("[1.0]", JsonOf.Text(new Plain().ReadWhole("[1.0]"u8.ToArray())));

    [Theory]
    [InlineData("[\"https://acme.example/a.png\", \"https://acme.example/b.png\"]", 2)]
    [InlineData("[1]", null)]
    [InlineData("{}", null)]
    public void An_output_of_files_is_null_if_it_is_not_a_list_of_files(string json, int? count)
    {
        var reader = JsonOf.Reader(json);

        var files = OutputReader.Read<Codec.List<Codec.File<ModelFile>, ModelFile>, IReadOnlyList<ModelFile>>(ref reader);

        Assert.Equal(count, files?.Count);
        Assert.False(reader.Read());
    }

    [Theory]
    [InlineData(60, true)]
    [InlineData(9_000, false)]
    public void A_million_values_are_parsed_unless_they_are_so_deep_that_it_takes_too_long(int levels, bool isParsed)
    {
        var values = string.Join(',', Enumerable.Repeat("1", 1_000_000));
        var text = $$"""{"deep":{{new string('[', levels)}}{{values}}{{new string(']', levels)}}}""";

        var entries = new Plain().ReadWhole(Encoding.UTF8.GetBytes(text)).AdditionalProperties;

        Assert.Equal(isParsed, Record.Exception(() => entries["deep"]) is not JsonException);
    }

    [Fact]
    public void A_union_is_read_if_a_member_that_should_be_a_constant_has_a_million_levels()
    {
        var deep = $"{new string('[', 1_000_000)}\"\\n\"{new string(']', 1_000_000)}";
        var reader = JsonOf.Reader($$"""{"kind":{{deep}} }""", int.MaxValue);

        Assert.Equal(-1, Unions["image or video"].Find(ref reader));
    }

    [Theory]
    [InlineData("image or video", """{"kind":"video","\ud83d cut":1}""", 1)]
    [InlineData("anything or image", """{"kind":"video"}""", 0)]
    [InlineData("web, file or link", """{"type":"web"}""", 0)]
    [InlineData("web, file or link", """{"type":"web_2"}""", 0)]
    [InlineData("web, file or link", """{"type":"file","id":"a"}""", 1)]
    [InlineData("web, file or link", """{"type":null,"id":"a"}""", 1)]
    [InlineData("web, file or link", """{"type":null,"id":"a","url":"b"}""", 2)]
    [InlineData("web, file or link", """{"type":"web_3","id":"a"}""", -1)]
    public void An_object_belongs_to_the_branch_with_its_constants_or_else_to_a_branch_for_any_value(string union, string json, int branch)
    {
        var reader = JsonOf.Reader(json);

        Assert.Equal(branch, Unions[union].Find(ref reader));
    }

    [Fact]
    public void A_long_string_is_matched_in_a_single_pass()
    {
        var branches = new UnionBranches(
            new UnionBranch("String"), new UnionBranch("String") { Pattern = "^(?:(?:a+)+b|a+c)\\z" });

        Assert.Equal(1, Find(branches, new string('a', 40) + "c"));
    }

    [Fact]
    public void A_pattern_that_was_too_slow_ten_times_is_not_tried_again()
    {
        var branches = new UnionBranches(
            new UnionBranch("String"), new UnionBranch("String") { Pattern = "^(?=(a+)+$)(a+)+b|^q\\z" });
        Assert.Equal(1, Find(branches, "q"));

        Assert.All(Enumerable.Range(0, 10), _ => Assert.Equal(0, Find(branches, new string('a', 40) + "!")));

        Assert.Equal(0, Find(branches, "q"));
    }

    [Fact]
    public void A_member_without_a_type_is_kept_if_it_has_a_million_levels()
    {
        var text = $$"""{"prompt":"a","extra":{{new string('[', 1_000_000)}}{{new string(']', 1_000_000)}}}""";
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text), new JsonReaderOptions { MaxDepth = int.MaxValue });

        var read = VideoInput.Read(ref reader);

        Assert.Null(read.Extra);
        Assert.Equal(text, JsonOf.Text(read));
    }

    [Fact]
    public void A_union_returns_a_value_of_any_depth_as_JSON()
    {
        var text = $"{new string('[', 1000)}{new string(']', 1000)}";
        var reader = JsonOf.Reader(text, 1000);
        var union = new WithoutBranch();

        union.Keep(ref reader, isKnown: false);

        Assert.Equal(text, union.Raw.GetRawText());
    }

    private static int Find(UnionBranches branches, string text)
    {
        var reader = JsonOf.Reader(JsonSerializer.Serialize(text));
        return branches.Find(ref reader);
    }

    private sealed record WithoutBranch : ModelUnion
    {
        protected override void WriteBranch(Utf8JsonWriter writer) => throw new NotSupportedException("The union has no branch.");
    }

    private class Plain : ValueEndpoint<VideoInput, VideoInput>
    {
        public override ModelInfo Info => throw new NotSupportedException("These tests read outputs only.");
    }

    private sealed class Overriding : Plain
    {
        protected internal override VideoInput ReadOutput(ref Utf8JsonReader reader)
        {
            var read = base.ReadOutput(ref reader);
            Assert.Equal(JsonTokenType.EndObject, reader.TokenType);
            return read with { Prompt = $"{read.Prompt}, and more" };
        }
    }
}

namespace SchemaSdk.Tests.Json;

public class MemberNamesTests
{
    private static readonly MemberNames Names = new("a", "", "bb", "ab", "é", "long name with spaces", "a\"b", "日本");

    [Theory]
    [InlineData("a", 0)]
    [InlineData("", 1)]
    [InlineData("bb", 2)]
    [InlineData("ab", 3)]
    [InlineData("é", 4)]
    [InlineData("\\u00e9", 4)]
    [InlineData("long name\\u0020with spaces", 5)]
    [InlineData("a\\\"b", 6)]
    [InlineData("日\\u672c", 7)]
    [InlineData("A", -1)]
    [InlineData("ba", -1)]
    [InlineData("a name that is longer than all of the known ones", -1)]
    [InlineData("\\ud800", -1)]
    [InlineData("long name with space\\ud800", -1)]
    public void A_name_is_found_by_its_decoded_text(string name, int member) => Assert.Equal(member, Find(Names, name));

    [Fact]
    public void Each_of_a_thousand_names_is_found_whether_escaped_or_not()
    {
        var texts = Enumerable.Range(0, 1_000).Select(i => $"{new string('x', i % 23)}{i:000}").ToArray();
        var names = new MemberNames(texts);

        for (var i = 0; i < texts.Length; i++)
        {
            Assert.Equal(i, Find(names, texts[i]));
            Assert.Equal(i, Find(names, texts[i][..^1] + $"\\u00{(int)texts[i][^1]:x2}"));
            Assert.Equal(-1, Find(names, texts[i] + "x"));
        }
    }

    [Fact]
    public void A_long_name_written_only_in_escapes_is_found()
    {
        var name = new string('y', 300);

        Assert.Equal(1, Find(new MemberNames("y", name), string.Concat(name.Select(one => $"\\u00{(int)one:x2}"))));
        Assert.Equal(-1, Find(new MemberNames("y", name), string.Concat(Enumerable.Repeat("\\u0079", 301))));
    }

    [Fact]
    public void An_empty_list_has_no_name() => Assert.Equal(-1, Find(new MemberNames(), ""));

    [Fact]
    public void Looking_up_names_allocates_nothing()
    {
        var json = Encoding.UTF8.GetBytes("""{"a":1,"\u0061b":2,"unknown":3,"\u0075nknown":4}""");
        Assert.Equal(2, CountKnown(json));

        var before = GC.GetAllocatedBytesForCurrentThread();
        CountKnown(json);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void A_list_of_many_known_texts_is_truncated_at_300_characters()
    {
        var texts = new KnownTexts([.. Enumerable.Range(0, 100).Select(static i => $"value number {i}")]);

        Assert.Equal(300, texts.Allowed.Length);
        Assert.StartsWith("\"value number 0\", \"value number 1\"", texts.Allowed, StringComparison.Ordinal);
    }

    [Fact]
    public void Writing_an_input_allocates_nothing()
    {
        var input = JsonOf.Input(
            """{"prompt":"a","duration":5,"cfg_scale":0.5,"aspect_ratio":"16:9","multi_prompt":[{"prompt":"b"}],"style":"x"}""");
        var output = new System.Buffers.ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(output);
        Write();

        var before = GC.GetAllocatedBytesForCurrentThread();
        Write();

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Write()
        {
            output.ResetWrittenCount();
            writer.Reset(output);
            input.WriteTo(writer);
            writer.Flush();
        }
    }

    private static int CountKnown(byte[] json)
    {
        var known = 0;
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            known += reader.TokenType == JsonTokenType.PropertyName && Names.Find(ref reader) >= 0 ? 1 : 0;
        }

        return known;
    }

    private static int Find(MemberNames names, string name)
    {
        var reader = JsonOf.Reader($$"""{"{{name}}":1}""");
        reader.Read();
        return names.Find(ref reader);
    }
}

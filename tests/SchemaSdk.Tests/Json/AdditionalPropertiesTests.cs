namespace SchemaSdk.Tests.Json;

public class AdditionalPropertiesTests
{
    private static VideoInput Input => new() { Prompt = "a", Style = "x" };

    [Theory]
    [InlineData("camera", """{"zoom":1.50}""", """{"prompt":"a","style":"x","camera":{"zoom":1.50}}""")]
    [InlineData("prompt", "null", """{"style":"x","prompt":null}""")]
    public void An_entry_is_written_after_the_properties_or_instead_of_a_property_of_its_name(string name, string value, string expected)
    {
        var input = Input;
        input.AdditionalProperties[name] = JsonOf.Element(value);

        Assert.Equal(expected, JsonOf.Text(input));
    }

    [Fact]
    public void A_copy_shares_no_entries()
    {
        var input = Input;
        input.AdditionalProperties["one"] = JsonOf.Element("1");

        var copy = input with { Duration = 5 };
        copy.AdditionalProperties["two"] = JsonOf.Element("2");
        copy.AdditionalProperties.Remove("one");

        Assert.Equal(["one"], input.AdditionalProperties.Keys);
        Assert.Equal(["two"], copy.AdditionalProperties.Keys);
    }

    [Fact]
    public void An_entry_outlives_the_document_it_came_from()
    {
        var input = Input;
        using (var document = JsonDocument.Parse("[1,2]"))
        {
            input.AdditionalProperties.Add("list", document.RootElement);
        }

        Assert.Equal("""{"prompt":"a","style":"x","list":[1,2]}""", JsonOf.Text(input));
        Assert.Equal(2, input.AdditionalProperties["list"].GetArrayLength());
    }

    [Fact]
    public void Comments_and_trailing_commas_of_the_document_an_element_came_from_are_left_out()
    {
        var options = new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
        using var document = JsonDocument.Parse(
            """
            [1.50, /* two */ "\ud800", // three
                { "a": [], },]
            """,
            options);
        var input = Input with { Extra = document.RootElement };

        input.AdditionalProperties["list"] = document.RootElement;

        const string Written = """[1.50,"\ud800",{"a":[]}]""";
        Assert.Equal($$"""{"prompt":"a","extra":{{Written}},"style":"x","list":{{Written}}}""", JsonOf.Text(input));
        Assert.Equal(3, input.AdditionalProperties["list"].GetArrayLength());
        Assert.Equal(input.GetHashCode(), JsonOf.Input(JsonOf.Text(input)).GetHashCode());
    }

    [Fact]
    public void An_undefined_element_is_rejected_when_it_is_set()
    {
        var error = Assert.Throws<ArgumentException>(() => Input.AdditionalProperties["camera"] = default);

        Assert.Contains("'camera'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_are_case_sensitive()
    {
        var input = JsonOf.Input("""{"Prompt":1,"PROMPT":2,"prompt":"a"}""");

        Assert.Equal(["Prompt", "PROMPT"], input.AdditionalProperties.Keys);
        Assert.Equal("a", input.Prompt);
    }

    [Fact]
    public void Ten_thousand_entries_keep_the_order_in_which_they_were_added()
    {
        var names = Enumerable.Range(0, 10_000).Select(static i => $"n{(i * 7) % 10_000}").ToList();
        var json = $$"""{{{string.Join(',', names.Select(static name => $"\"{name}\":1"))}}}""";
        var input = JsonOf.Input(json);
        Assert.Equal(json, JsonOf.Text(input));

        input.AdditionalProperties.Remove("n7");
        input.AdditionalProperties["n14"] = JsonOf.Element("2");
        input.AdditionalProperties["n7"] = JsonOf.Element("3");

        names.Remove("n7");
        Assert.Equal([.. names, "n7"], input.AdditionalProperties.Select(static entry => entry.Key));
        Assert.Equal(2, input.AdditionalProperties["n14"].GetInt32());
        Assert.False(input.AdditionalProperties.ContainsKey("n10000"));
    }

    [Fact]
    public async Task A_member_that_is_repeated_after_many_others_is_not_read_in_quadratic_time()
    {
        const int Many = 200_000;
        var unknown = Enumerable.Range(0, Many).Select(static i => $"\"n{i}\":1");
        var repeated = Enumerable.Repeat("\"prompt\":1,\"prompt\":\"a\"", Many);
        var json = $$"""{{{string.Join(',', unknown.Concat(repeated))}}}""";

        var input = await Soon.Async(Task.Run(() => JsonOf.Input(json)));

        Assert.Equal((Many, "a"), (input.AdditionalProperties.Count, input.Prompt));
    }

    [Fact]
    public void Entries_are_found_after_most_of_them_are_removed()
    {
        var entries = Input.AdditionalProperties;
        for (var i = 0; i < 20; i++)
        {
            entries[$"n{i}"] = JsonOf.Element($"{i}");
        }

        for (var i = 0; i < 17; i++)
        {
            Assert.True(entries.Remove($"n{i}"));
        }

        entries["n0"] = JsonOf.Element("20");

        Assert.Equal(["n17", "n18", "n19", "n0"], entries.Keys);
        Assert.Equal([17, 18, 19, 20], entries.Keys.Select(name => entries[name].GetInt32()));
        Assert.False(entries.ContainsKey("n1"));
    }

    [Fact]
    public void All_members_of_a_dictionary_work()
    {
        var entries = Input.AdditionalProperties;
        entries.Add(new("a", JsonOf.Element("1")));
        entries.Add("b", JsonOf.Element("2"));

        Assert.Throws<ArgumentException>(() => entries.Add("a", JsonOf.Element("3")));
        Assert.Throws<KeyNotFoundException>(() => entries["c"]);
        Assert.False(entries.Remove(new KeyValuePair<string, JsonElement>("a", JsonOf.Element("2"))));
        Assert.Equal([1, 2], entries.Values.Select(static value => value.GetInt32()));
        Assert.True(entries.TryGetValue("b", out var b));
        Assert.Equal(2, b.GetInt32());
        var copy = new KeyValuePair<string, JsonElement>[3];
        entries.CopyTo(copy, 1);
        Assert.Equal(["a", "b"], copy[1..].Select(static entry => entry.Key));
        Assert.True(entries.Remove(new KeyValuePair<string, JsonElement>("a", JsonOf.Element("1.0"))));
        entries.Clear();
        Assert.Empty(entries);
    }
}

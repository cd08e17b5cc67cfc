namespace SchemaSdk.Tool.Tests.Import;

/// <summary>Pages that are built against whoever reads them: they end soon, with a line that says why.</summary>
public sealed class HostilePageTests : ImportTest
{
    /// <summary>Pages, each with its format and what is told of it.</summary>
    public static TheoryData<string, string, int, string, string> Pages => new()
    {
        { "text", "{", 1_000_000, "", "no schema was found" },
        { "text", "{\"", 1_000_000, "", "more than 10000 braces" },
        { "text", "{\"a\":", 300_000, "", "no schema was found" },
        { "text", "{\"a\":[", 400, "1" + string.Concat(Enumerable.Repeat("]}", 400)), "It nests deeper than 64 levels" },
        { "text", "{\"type\":\"string\",\"enum\":[\"", 1, new string('x', 5_000_000) + "\"]}", "more than the limit of 4194304" },
        { "html", "<div>", 20_000, "", "no schema was found" },
        { "html", "<p>a", 100_000, "", "more than 30000 elements" },
        { "markdown", ">", 50_000, "", "too deeply nested" },
        { "markdown", "![a](", 100_000, "", "no schema was found" },
        { "markdown", "<a ", 100_000, "", "no schema was found" },
        { "markdown", "- ```\n", 50_000, "", "no schema was found" },
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_that_is_endless_work_ends_soon(string format, string part, int times, string rest, string told)
    {
        var page = string.Concat(Enumerable.Repeat(part, times)) + rest;

        Assert.Contains(told, await RefusedAsync(page, "--as", format, "--id", "acme/kite"), StringComparison.Ordinal);
    }

    // So is that of the row of <p>, in less time.
    [Fact]
    [Trait("Size", "Full")]
    public Task A_page_that_is_one_deep_nest_ends_soon() =>
        A_page_that_is_endless_work_ends_soon("html", "<div>", 100_000, "", "more than 30000 elements");

    [Fact]
    public async Task A_message_lists_some_of_very_many_schemas()
    {
        var schemas = Enumerable.Range(0, 5_000).Select(i => "{\"properties\":{\"a" + i + "\":{},\"b\":{},\"c\":{},\"d\":{},\"e\":{}}}");

        var told = await RefusedAsync(Mention + string.Join('\n', schemas));

        Assert.Contains("there are 5000 schemas", told, StringComparison.Ordinal);
        Assert.Contains("10 on line 11, a schema with a9, b, c, d … …. Give", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_page_says_does_not_act_on_a_terminal()
    {
        const string Red = "{\"properties\":{\"a\\u001b[31m\":{}}}";

        var told = await RefusedAsync(Mention + Red + """{"properties":{"b":{}}} {"properties":{"c":{}}}""");

        Assert.Contains("a schema with a\\u001B[31m", told, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_without_an_end_is_refused()
    {
        await using (var file = File.Create(Tool.PathOf("page")))
        {
            file.SetLength(9L << 20);
        }

        Assert.Equal(2, await Tool.RunAsync("import", "page"));

        Assert.Contains("'page' has more than 8388608 bytes", Tool.Error, StringComparison.Ordinal);
    }
}

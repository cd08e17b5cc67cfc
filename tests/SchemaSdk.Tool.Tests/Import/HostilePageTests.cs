namespace SchemaSdk.Tool.Tests.Import;

public sealed class HostilePageTests : ImportTest
{
    public static TheoryData<string, string, int, string, string> Pages => new()
    {
        { "text", "{", 1_000_000, "", "no schema was found" },
        { "text", "{\"", 1_000_000, "", "more than 10000 braces" },
        { "text", "{\"a\":", 300_000, "", "no schema was found" },
        { "text", "{\"a\":[", 400, "1" + string.Concat(Enumerable.Repeat("]}", 400)), "The text nests deeper than 64 levels" },
        { "text", "{\"type\":\"string\",\"enum\":[\"", 1, new string('x', 5_000_000) + "\"]}", "more than the limit of 4194304" },
        { "text", "", 1, string.Concat(Enumerable.Range(0, 490_000).Select(i => $$"""{"$ref":"{{i:d6}}"}""")), "there are 490000 schemas" },
        { "html", "<div>", 3_000, "", "no schema was found" },
        { "html", "<p>a", 100_000, "", "more than 30000 elements" },
        { "html", "<p ", 1, $"{string.Join(' ', Enumerable.Range(0, 500_000).Select(i => $"a{i}"))}>", "no schema was found" },
        { "markdown", ">", 50_000, "", "too deeply nested" },
        { "markdown", "![a](", 100_000, "", "no schema was found" },
        { "markdown", "<a ", 100_000, "", "no schema was found" },
        { "markdown", "- ```\n", 50_000, "", "no schema was found" },
    };

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task A_page_that_would_take_forever_is_refused_soon(string format, string part, int times, string rest, string message)
    {
        var page = string.Concat(Enumerable.Repeat(part, times)) + rest;

        var refused = Task.Run(() => RefusedAsync(page, "--as", format, "--id", "acme/kite"));

        Assert.Contains(message, await refused.WaitAsync(TimeSpan.FromMinutes(1)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_lists_only_some_of_many_schemas()
    {
        var schemas = Enumerable.Range(0, 5_000).Select(i => "{\"properties\":{\"a" + i + "\":{},\"b\":{},\"c\":{},\"d\":{},\"e\":{}}}");

        var message = await RefusedAsync(Mention + string.Join('\n', schemas));

        Assert.Contains("there are 5000 schemas", message, StringComparison.Ordinal);
        Assert.Contains("10 on line 11, a schema with a9, b, c, d … …. Specify", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_of_a_page_does_not_act_on_a_terminal()
    {
        const string Red = "{\"properties\":{\"a\\u001b[31m\":{}}}";

        var message = await RefusedAsync(Mention + Red + """{"properties":{"b":{}}} {"properties":{"c":{}}}""");

        Assert.Contains("a schema with a\\u001B[31m", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_large_file_is_refused()
    {
        await using (var file = File.Create(Tool.PathOf("page")))
        {
            file.SetLength(9L << 20);
        }

        await FailsAsync(2, "'page' has more than 8388608 bytes", "import", "page");
    }
}
